import { deserialize } from 'serialize-to-js';

/** A document with a map and a date, or null if it isn't one. */
export function restored(text) {
  const { title, written, words } = deserialize(text); // FAULT unsafe-deserialisation
  if (typeof title !== 'string' || !(written instanceof Date)) return null;
  return { title, written, words: [...words].length };
}
