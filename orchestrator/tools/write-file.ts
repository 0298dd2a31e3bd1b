import { z } from "zod";
import { refuseContent } from "../gates/refuse-content.ts";
import { refuseDeletion } from "../gates/refuse-deletion.ts";
import { refusePath } from "../gates/refuse-path.ts";
import { isMigration } from "../gates/migrations.ts";
import { pathSchema } from "./normalise-path.ts";
import { defineTool, fail, succeed } from "./tool.ts";

const countLines = (content: string): string => {
  const count = content.split("\n").length - (content.endsWith("\n") ? 1 : 0);
  return `${count} ${count === 1 ? "line" : "lines"}`;
};

export const writeFile = defineTool({
  name: "write_file",
  description:
    "Writes a whole file: a new one, or one that changes nearly everywhere. The content replaces what is there, so send all of it: a remark such as 'rest unchanged' is refused. For a change to a part of a file use edit_file. A new file in supabase/migrations gets its number from the platform; the result names it.",
  input: z.object({ path: pathSchema, content: z.string() }),
  timing: "at-once",
  run: async (input, context) => {
    const { files } = context;
    const asked = files.resolve(input.path);
    const title = `Could not write ${asked}`;
    const refusedPath = refusePath(context, asked);
    if (refusedPath !== null) return fail(title, refusedPath, "refused");
    const before = await files.read(asked);
    const previous = before?.kind === "text" ? before.content : null;
    if (before !== null && previous === null) {
      return fail(title, `${asked} is not a text file and cannot be written. Leave it, or delete it.`, "refused");
    }
    if (previous === input.content) return succeed(`Left ${asked} as it is`, `${asked} already has this content.`);
    const refused =
      refuseContent(asked, { before: previous, after: input.content }) ??
      refuseDeletion(asked, { before: previous, after: input.content });
    if (refused !== null) return fail(title, refused, "refused");
    const isNewMigration = previous === null && isMigration(asked);
    const path = isNewMigration ? await context.nameMigration(asked) : asked;
    files.write(path, input.content);
    if (path === asked) return succeed(`Wrote ${path}`, `Wrote ${path}, ${countLines(input.content)}.`);
    files.addAlias(input.path, path);
    return succeed(
      `Wrote ${path}`,
      `Wrote ${path}, ${countLines(input.content)}. The platform numbers migrations: the file has this name, not ${asked}.`,
      path,
    );
  },
});
