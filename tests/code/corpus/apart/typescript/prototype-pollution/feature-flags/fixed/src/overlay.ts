export type Section = Record<string, boolean | number>;
export type Sections = Record<string, Section>;

/** Values of `wishes` over those of `flags`, in place: only of flags that there are. */
export function overlay(flags: Sections, wishes: Sections): Sections {
  for (const name of Object.keys(flags)) {
    const section = flags[name];
    for (const key of Object.keys(section)) {
      const value = wishes[name]?.[key];
      if (typeof value === typeof section[key]) section[key] = value;
    }
  }
  return flags;
}
