import { z } from "zod";
import { refusePath } from "../gates/refuse-path.ts";
import { isMigration } from "../gates/migrations.ts";
import { pathSchema } from "./normalise-path.ts";
import { suggestPaths } from "./suggest-paths.ts";
import { defineTool, fail, succeed } from "./tool.ts";

export const renameFile = defineTool({
  name: "rename_file",
  description: "Moves one file to another path with its content as it is. Correct what imports it in the same step.",
  input: z.object({ from: pathSchema, to: pathSchema }),
  timing: "at-once",
  run: async (input, context) => {
    const { files } = context;
    const [from, to] = [files.resolve(input.from), files.resolve(input.to)];
    const title = `Could not rename ${from}`;
    const refused = refusePath(context, from) ?? refusePath(context, to);
    if (refused !== null) return fail(title, refused, "refused");
    const file = await files.read(from);
    if (file === null) return fail(title, `There is no file ${from}.${suggestPaths(files.paths(), from)}`);
    if (file.kind !== "text") return fail(title, `${from} is not a text file and cannot be moved by this tool.`);
    if (files.typeOf(to) !== null) {
      return fail(title, `${to} is there already. Choose another name, or delete ${to} first if it should go.`);
    }
    const path = isMigration(to) ? await context.nameMigration(to) : to;
    files.remove(from);
    files.write(path, file.content);
    if (path !== to) files.addAlias(input.to, path);
    return succeed(`Renamed ${from} to ${path}`, `Renamed ${from} to ${path}.`, path === to ? undefined : path);
  },
});
