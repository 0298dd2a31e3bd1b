import { z } from "zod";
import { refusePath } from "../gates/refuse-path.ts";
import { pathSchema } from "./normalise-path.ts";
import { suggestPaths } from "./suggest-paths.ts";
import { defineTool, fail, succeed } from "./tool.ts";

export const deleteFile = defineTool({
  name: "delete_file",
  description: "Deletes one file. Remove what imports it in the same step.",
  input: z.object({ path: pathSchema }),
  timing: "at-once",
  run: ({ path: asked }, context) => {
    const { files } = context;
    const path = files.resolve(asked);
    const refused = refusePath(context, path);
    if (refused !== null) return fail(`Could not delete ${path}`, refused, "refused");
    if (files.typeOf(path) !== "file") {
      return fail(`Could not delete ${path}`, `There is no file ${path}.${suggestPaths(files.paths(), path)}`);
    }
    files.remove(path);
    return succeed(`Deleted ${path}`, `Deleted ${path}.`);
  },
});
