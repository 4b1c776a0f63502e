import { save } from "./store.mjs";

const defaults = { theme: "light", mails: { weekly: true } };

export const handler = async (event) => {
  const { theme, weekly } = event.detail;
  await save({ theme: theme === "dark" ? "dark" : defaults.theme, mails: { weekly: Boolean(weekly) } });
};
