const nameOf = (path: string): string => (path.split("/").at(-1) ?? path).toLowerCase();
const stemOf = (path: string): string => nameOf(path).split(".")[0] ?? "";

/** A hint with the files that may be meant, or the way to find them. */
export const suggestPaths = (paths: string[], asked: string): string => {
  const name = nameOf(asked);
  const alike = [
    ...paths.filter((path) => nameOf(path) === name),
    ...paths.filter((path) => nameOf(path) !== name && stemOf(path) === stemOf(asked) && stemOf(asked) !== ""),
  ].slice(0, 5);
  return alike.length > 0 ? ` There is ${alike.join(", ")}.` : " Call list_files to see what is there.";
};
