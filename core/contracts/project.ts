import { z } from "zod";
import { githubPlaceSchema } from "./github.ts";
import { idSchema, instantSchema } from "./id.ts";
import { promptVersionNumberSchema } from "./prompt.ts";

export const gitHostNameSchema = z.enum(["local", "github"]);
export type GitHostName = z.infer<typeof gitHostNameSchema>;

export const deployHostNameSchema = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);
export type DeployHostName = z.infer<typeof deployHostNameSchema>;

/** A slug is the project's name in URLs, repository paths and host names: a DNS label. */
export const slugSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
    "use 1 to 40 lower-case letters, digits and hyphens, not at the ends",
  );

export const previewVisibilitySchema = z.enum(["private", "public"]);

/** One app: one Git repository, one owner, one deploy host. */
export const projectSchema = z.object({
  id: idSchema,
  ownerId: idSchema,
  /** The owner's handle, first part of the clone path. */
  ownerHandle: slugSchema,
  name: z.string(),
  slug: slugSchema,
  template: z.string(),
  gitHost: gitHostNameSchema,
  deployHost: deployHostNameSchema,
  /** GitHub's number of the repository, which stays when it is renamed or transferred; null on the local host. */
  repositoryId: z.number().int().nullable().default(null),
  /** `owner/name` on GitHub, as it was called last. */
  repositoryName: z.string().nullable().default(null),
  /** Its page on GitHub. */
  repositoryUrl: z.string().nullable().default(null),
  /** The installation of the GitHub App that reaches it. */
  installationId: z.number().int().nullable().default(null),
  /** `disconnected`: nothing is fetched or pushed until its owner connects it again. */
  repositoryState: z.enum(["connected", "disconnected"]).default("connected"),
  /** Provider and model the owner prefers for this project, as `provider/model`; null takes the platform's default. */
  model: z.string().nullable(),
  /** Version of the system prompt its runs take; null takes the active one. */
  promptVersion: z.number().int().nullable(),
  defaultBranch: z.string(),
  previewVisibility: previewVisibilitySchema,
  /** The project's part of preview host names; unique across the installation, which a slug is not. */
  previewLabel: slugSchema,
  /** Highest sequence number given to any durable event of this project. */
  lastSeq: z.number().int().nonnegative(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Project = z.infer<typeof projectSchema>;

/** What `POST /api/projects` takes. */
export const createProjectSchema = z.object({
  name: z.string().trim().min(1, "give the project a name").max(60, "a name has at most 60 characters"),
  template: z.string().max(60).optional(),
  /** Where the repository is to be: here, on this installation, or on GitHub; without it, as the installation has it. */
  gitHost: gitHostNameSchema.optional(),
  /** With `gitHost: github`: the account and the repository. */
  github: githubPlaceSchema.optional(),
});
export type CreateProject = z.infer<typeof createProjectSchema>;

/** A project as the REST interface answers it. */
export const projectAnswerSchema = projectSchema.extend({
  cloneUrl: z.url(),
  productionUrl: z.url().nullable(),
});
export type ProjectAnswer = z.infer<typeof projectAnswerSchema>;

export const updateProjectSchema = z.object({
  name: createProjectSchema.shape.name.optional(),
  model: z.string().max(200).nullable().optional(),
  promptVersion: promptVersionNumberSchema.nullable().optional(),
  previewVisibility: previewVisibilitySchema.optional(),
  /** Where it is deployed from now on; what is served already stays where it is. */
  deployHost: deployHostNameSchema.optional(),
});
export type UpdateProject = z.infer<typeof updateProjectSchema>;
