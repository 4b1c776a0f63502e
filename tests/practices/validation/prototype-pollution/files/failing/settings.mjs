import { defaultsDeep } from "lodash";
import { save } from "./store.mjs";

const defaults = { theme: "light", mails: { weekly: true } };

export const handler = async (event) => {
  const settings = defaultsDeep({}, event.detail, defaults); // violated
  await save(settings);
};
