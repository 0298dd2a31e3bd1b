import { z } from "zod";
import { refuseContent } from "../gates/refuse-content.ts";
import { refusePath } from "../gates/refuse-path.ts";
import { applyEdit } from "./apply-edit.ts";
import { pathSchema } from "./normalise-path.ts";
import { suggestPaths } from "./suggest-paths.ts";
import { defineTool, fail, succeed } from "./tool.ts";

export const editFile = defineTool({
  name: "edit_file",
  description:
    "Replaces one passage of a file. search is copied from the file, without line numbers, and long enough to occur exactly once; replace is what stands there afterwards, and empty to remove the passage. Several edits of one file are several calls. Differences in white space alone are forgiven; ambiguity is not.",
  input: z.object({ path: pathSchema, search: z.string(), replace: z.string() }),
  timing: "at-once",
  run: async ({ path: asked, search, replace }, context) => {
    const { files } = context;
    const path = files.resolve(asked);
    const title = `Could not edit ${path}`;
    const refusedPath = refusePath(context, path);
    if (refusedPath !== null) return fail(title, refusedPath, "refused");
    const file = await files.read(path);
    if (file === null) return fail(title, `There is no file ${path}.${suggestPaths(files.paths(), path)}`);
    if (file.kind !== "text") return fail(title, `${path} is not a text file that can be edited.`);
    const edit = applyEdit(file.content, { search, replace });
    if (!edit.isApplied) return fail(title, `${path} was not changed. ${edit.hint}`);
    const refused = refuseContent(path, { before: file.content, after: edit.content });
    if (refused !== null) return fail(title, refused, "refused");
    files.write(path, edit.content);
    const note = edit.isTolerant ? " White space differed; the passage was found all the same." : "";
    return succeed(`Edited ${path}`, `Edited ${path} at line ${edit.line}.${note}`);
  },
});
