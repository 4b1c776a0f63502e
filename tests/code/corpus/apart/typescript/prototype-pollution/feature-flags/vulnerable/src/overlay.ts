export type Section = Record<string, boolean | number>;
export type Sections = Record<string, Section>;

/** Values of `wishes` over those of `flags`, in place. */
export function overlay(flags: Sections, wishes: Sections): Sections {
  for (const [name, section] of Object.entries(wishes)) {
    for (const [key, value] of Object.entries(section)) {
      flags[name] ||= {};
      flags[name][key] = value; // FAULT prototype-pollution
    }
  }
  return flags;
}
