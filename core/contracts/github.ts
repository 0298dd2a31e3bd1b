import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

const sealedSchema = z.object({ ciphertext: z.string(), dataKey: z.string(), keyId: z.string() });

/** The GitHub App as it is stored; secrets are sealed. */
export const githubAppRowSchema = z.object({
  appId: z.string(),
  slug: z.string(),
  name: z.string(),
  htmlUrl: z.string(),
  clientId: z.string(),
  clientSecret: sealedSchema,
  privateKey: sealedSchema,
  webhookSecret: sealedSchema,
});
export type GitHubAppRow = z.infer<typeof githubAppRowSchema>;

/** A person's connection to GitHub as it is stored; tokens are sealed. */
export const githubConnectionRowSchema = z.object({
  userId: idSchema,
  githubId: z.number().int(),
  login: z.string(),
  accessToken: sealedSchema,
  refreshToken: sealedSchema.nullable(),
  expiresAt: instantSchema.nullable(),
});
export type GitHubConnectionRow = z.infer<typeof githubConnectionRowSchema>;

/** What admins get to see of the GitHub App. */
export const githubAppAnswerSchema = z.object({
  isSetUp: z.boolean(),
  /** Where it comes from; null while there is none. */
  source: z.enum(["environment", "stored"]).nullable(),
  name: z.string().nullable(),
  appId: z.string().nullable(),
  /** Its page on GitHub. */
  htmlUrl: z.string().nullable(),
  /** Where it is installed for an account. */
  installUrl: z.string().nullable(),
  /** Where GitHub sends its webhooks. */
  webhookUrl: z.string(),
});
export type GitHubAppAnswer = z.infer<typeof githubAppAnswerSchema>;

export const githubManifestInputSchema = z.object({
  /** Login of the organisation that will own the App; without it, the person does. */
  organization: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, "use the organization's login, as in github.com/<login>")
    .optional(),
});

/** A form to post to GitHub: `manifest` is its one field. */
export const githubManifestSchema = z.object({ action: z.url(), manifest: z.string() });
export type GitHubManifest = z.infer<typeof githubManifestSchema>;

/** What GitHub sends a browser back with. */
export const githubCodeSchema = z.object({
  code: z.string().regex(/^[\w-]{1,200}$/, "start again; the code is not one of GitHub's"),
  state: z.string().max(2000),
});

/** One thing that a connection check looked at. */
export const githubFindingSchema = z.object({
  isGood: z.boolean(),
  /** What was looked at, and what was found. */
  message: z.string(),
  /** What to do about it; empty when it is good. */
  fix: z.string(),
});
export const githubCheckSchema = z.object({ isGood: z.boolean(), findings: z.array(githubFindingSchema) });
export type GitHubCheck = z.infer<typeof githubCheckSchema>;

/** A person's connection to GitHub, as they see it. */
export const githubConnectionSchema = z.object({
  /** False while no admin has set up the GitHub App. */
  isAvailable: z.boolean(),
  login: z.string().nullable(),
  /** Where to agree that LetsCode acts for you. */
  authorizeUrl: z.string().nullable(),
  /** Where to install the App on further accounts. */
  installUrl: z.string().nullable(),
});
export type GitHubConnection = z.infer<typeof githubConnectionSchema>;

/** An account the GitHub App is installed on, and the person reaches. */
export const githubOwnerSchema = z.object({
  installationId: z.number().int(),
  login: z.string(),
  kind: z.enum(["person", "organization"]),
});
export type GitHubOwner = z.infer<typeof githubOwnerSchema>;

export const githubRepositoryItemSchema = z.object({
  id: z.number().int(),
  fullName: z.string(),
  isPrivate: z.boolean(),
  defaultBranch: z.string(),
  htmlUrl: z.string(),
});
export type GitHubRepositoryItem = z.infer<typeof githubRepositoryItemSchema>;

export const repositoryNameSchema = z
  .string()
  .regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/, "use 1 to 100 letters, digits, hyphens, dots and underscores")
  .refine((name) => !/\.git$/i.test(name), "leave .git away at the end");

/** A repository to make on GitHub, or one that is there (`repositoryId`). */
export const githubPlaceSchema = z.object({
  installationId: z.number().int().positive(),
  /** Name of a new repository. */
  name: repositoryNameSchema.optional(),
  isPrivate: z.boolean().default(true),
  /** An existing repository to import. */
  repositoryId: z.number().int().positive().optional(),
});
export type GitHubPlace = z.infer<typeof githubPlaceSchema>;
