import { z } from "zod";
import type { WorkingCopy } from "../working-copy/create-working-copy.ts";
import { folderSchema } from "./normalise-path.ts";
import { defineTool, succeed } from "./tool.ts";

const MAXIMUM_MATCHES = 60;
const MAXIMUM_LINE = 240;
const AT_ONCE = 16;

/** Files nobody reads for their text. */
const skipped = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$|\.(?:min\.js|map|svg)$/;

const findLines = (path: string, content: string, query: string): string[] =>
  content
    .split("\n")
    .flatMap((line, index) =>
      line.toLowerCase().includes(query) ? [`${path}:${index + 1}: ${line.trim().slice(0, MAXIMUM_LINE)}`] : [],
    );

/** Searches file by file, some at a time, until there are enough matches. */
const search = async (files: WorkingCopy, paths: string[], query: string): Promise<string[]> => {
  const matches: string[] = [];
  for (let start = 0; start < paths.length && matches.length <= MAXIMUM_MATCHES; start += AT_ONCE) {
    const found = await Promise.all(
      paths.slice(start, start + AT_ONCE).map(async (path) => {
        const file = await files.read(path);
        return file?.kind === "text" ? findLines(path, file.content, query) : [];
      }),
    );
    matches.push(...found.flat());
  }
  return matches;
};

export const searchFiles = defineTool({
  name: "search_files",
  description:
    "Finds lines that contain a text, in all files or below a folder, and answers them as path:line: text. Plain text, upper and lower case alike; no patterns. Lock files are left out. Use it to find where something is before you read or edit.",
  input: z.object({ query: z.string().min(2, "search for at least 2 characters").max(400), path: folderSchema }),
  timing: "at-once",
  run: async ({ query, path }, { files }) => {
    const paths = files
      .paths()
      .filter((name) => (path === "" || name === path || name.startsWith(`${path}/`)) && !skipped.test(name));
    const matches = await search(files, paths, query.toLowerCase());
    const title = `Searched for ${JSON.stringify(query.slice(0, 60))}`;
    if (matches.length === 0) return succeed(title, `Nothing contains ${JSON.stringify(query)}.`);
    const shown = matches.slice(0, MAXIMUM_MATCHES);
    const more = matches.length > shown.length ? "\nThere are more; search for something more particular." : "";
    return succeed(title, `${shown.join("\n")}${more}`);
  },
});
