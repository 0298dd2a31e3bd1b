/** How file systems that ignore case, or normalise Unicode, see a name. */
export const foldName = (name: string): string => name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");

/**
 * Two names of one folder that are the same file on macOS or Windows, or null. With `added`, only collisions of an
 * added name count, so that a fault of long ago does not block every later commit.
 */
export const findNameCollision = (names: Iterable<string>, added?: ReadonlySet<string>): [string, string] | null => {
  const seen = new Map<string, string>();
  for (const name of names) {
    const folded = foldName(name);
    const other = seen.get(folded);
    if (other !== undefined && other !== name && (added === undefined || added.has(name) || added.has(other))) {
      return [other, name];
    }
    seen.set(folded, name);
  }
  return null;
};
