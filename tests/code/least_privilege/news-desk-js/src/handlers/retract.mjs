import { mark } from "../lib/desk.mjs";

export const handler = ({ id }) => mark(id, "retracted");
