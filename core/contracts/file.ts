import { z } from "zod";
import { branchNameSchema } from "./branch-name.ts";
import { shaSchema } from "./id.ts";

export const treeEntrySchema = z.object({
  path: z.string(),
  type: z.enum(["file", "folder", "symlink", "submodule"]),
  sha: shaSchema,
  /** Bytes; null for anything that is not a file. */
  size: z.number().int().nullable(),
});
export type TreeEntry = z.infer<typeof treeEntrySchema>;

export const treeAnswerSchema = z.object({ ref: z.string(), commitSha: shaSchema, items: z.array(treeEntrySchema) });

export const fileAnswerSchema = z.object({
  path: z.string(),
  sha: shaSchema,
  size: z.number().int(),
  isBinary: z.boolean(),
  /** UTF-8 text; base64 when `isBinary`. Empty when the file is larger than can be shown. */
  content: z.string(),
  isTruncated: z.boolean(),
  commitSha: shaSchema,
});
export type FileAnswer = z.infer<typeof fileAnswerSchema>;

export const fileDiffStatusSchema = z.enum(["added", "modified", "deleted", "renamed"]);

export const fileDiffSchema = z.object({
  path: z.string(),
  oldPath: z.string().nullable(),
  status: fileDiffStatusSchema,
  additions: z.number().int(),
  deletions: z.number().int(),
  isBinary: z.boolean(),
});
export type FileDiff = z.infer<typeof fileDiffSchema>;

export const diffAnswerSchema = z.object({
  base: shaSchema,
  head: shaSchema,
  files: z.array(fileDiffSchema),
  /** Unified diff of all files, as `git diff` prints it. */
  patch: z.string(),
  isTruncated: z.boolean(),
});
export type DiffAnswer = z.infer<typeof diffAnswerSchema>;

/** A change to one file: new content, or its deletion. */
export const fileEditSchema = z.union([
  z.object({ path: z.string().min(1).max(1000), content: z.string().max(5_000_000) }),
  z.object({ path: z.string().min(1).max(1000), isDeleted: z.literal(true) }),
]);
export type FileEdit = z.infer<typeof fileEditSchema>;

/** What `PUT /api/projects/:id/files` takes: a manual edit as one commit. A stale `expectedHead` answers 409. */
export const commitFilesSchema = z.object({
  branch: branchNameSchema,
  expectedHead: shaSchema,
  message: z.string().trim().max(2000).optional(),
  files: z.array(fileEditSchema).min(1, "name at least one file").max(500),
});
export type CommitFiles = z.infer<typeof commitFilesSchema>;
