/**
 * What speaks against a path for a file, for the person who types it; null when nothing does. The server has the last
 * word on paths; this names the usual slips at once.
 */
export const checkNewPath = (typed: string, taken: ReadonlySet<string>): string | null => {
  const path = typed.trim();
  if (path === "") return "Give the file a path, such as src/pages/about.tsx.";
  if (path.startsWith("/") || path.endsWith("/")) return "Leave out the slash at the beginning and the end.";
  if (path.includes("\\")) return "Use / between folders.";
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return "A folder cannot be empty, . or ..";
  if (parts.some((part) => part.toLowerCase() === ".git")) return ".git belongs to Git; choose another name.";
  const lower = path.toLowerCase();
  for (const other of taken) {
    if (other.toLowerCase() === lower) return "There is a file of this name already.";
    if (other.startsWith(`${path}/`)) return "There is a folder of this name already.";
  }
  return null;
};
