/** A document with a map and a date, or null if it isn't one. */
export function restored(text) {
  const { title, written, words } = JSON.parse(text);
  if (typeof title !== 'string' || Number.isNaN(Date.parse(written)) || !Array.isArray(words)) return null;
  return { title, written, words: [...words].length };
}
