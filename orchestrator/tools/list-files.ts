import { z } from "zod";
import { folderSchema } from "./normalise-path.ts";
import { defineTool, fail, succeed } from "./tool.ts";

const MAXIMUM_PATHS = 400;

/** Paths as they are, or, when there are too many, folders with the number of files in them. */
export const describePaths = (paths: string[], folder: string, maximum = MAXIMUM_PATHS): string => {
  if (paths.length <= maximum) return paths.join("\n");
  const start = folder === "" ? 0 : folder.length + 1;
  const counts = new Map<string, number>();
  for (const path of paths) {
    const end = path.indexOf("/", start);
    const name = end === -1 ? path : path.slice(0, end + 1);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const lines = [...counts].map(([name, count]) => (name.endsWith("/") ? `${name} (${count} files)` : name));
  const shown = lines.slice(0, maximum);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more; name a folder to see them`] : [])].join("\n");
};

export const listFiles = defineTool({
  name: "list_files",
  description:
    "Lists the files below a folder as they are now, your uncommitted changes included. Leave path empty for the whole repository. Where there are very many, folders are listed with their number of files.",
  input: z.object({ path: folderSchema }),
  timing: "at-once",
  run: ({ path }, { files }) => {
    const all = files.paths();
    const paths = path === "" ? all : all.filter((name) => name.startsWith(`${path}/`) || name === path);
    if (paths.length === 0 && path !== "") {
      return fail(
        `Looked for ${path}`,
        `There is no folder ${path}. Call list_files without a path to see what is there.`,
      );
    }
    return succeed(
      path === "" ? "Listed the files" : `Listed ${path}`,
      `${paths.length} ${paths.length === 1 ? "file" : "files"}\n${describePaths(paths, path)}`,
    );
  },
});
