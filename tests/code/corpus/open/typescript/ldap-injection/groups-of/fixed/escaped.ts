/** A value as RFC 4515 wants it in a filter. */
export const escaped = (value: string): string =>
  value.replace(/[\\*()\0]/g, (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
