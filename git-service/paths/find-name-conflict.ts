/** A branch `a` and a branch `a/b` cannot exist beside each other: one is a file where the other needs a folder. */
export const findNameConflict = (branches: string[], name: string): string | undefined =>
  branches.find((other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`));
