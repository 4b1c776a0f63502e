import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { stations } from "./stations";

const app = new Hono();
app.route("/stations", stations);

export const handler = handle(app);
