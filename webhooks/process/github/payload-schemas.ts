import { z } from "zod";

/** The repository a webhook is about, as far as it names one. */
export const repositorySchema = z.object({
  id: z.union([z.number(), z.string()]),
  full_name: z.string(),
  default_branch: z.string().optional(),
});

const aboutRepository = z.object({ repository: repositorySchema });

/** `create` and `delete`: a branch or a tag came or went. */
export const refSchema = aboutRepository.extend({ ref: z.string(), ref_type: z.string() });

/** What is about a pull request, whatever the event is called: the number is all that is believed, the rest is asked for. */
export const pullSchema = aboutRepository.extend({ pull_request: z.object({ number: z.number().int() }) });

/** A comment on an issue; one of a pull request says so. */
export const issueCommentSchema = aboutRepository.extend({
  issue: z.object({ number: z.number().int(), pull_request: z.unknown().optional() }),
});

const checkSchema = z.object({
  id: z.number(),
  head_sha: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  app: z.object({ name: z.string().nullish() }).nullish(),
});
export const checkRunSchema = aboutRepository.extend({
  check_run: checkSchema.extend({ name: z.string(), html_url: z.string().nullish() }),
});
export const checkSuiteSchema = aboutRepository.extend({ check_suite: checkSchema });

export const statusSchema = aboutRepository.extend({
  id: z.number(),
  sha: z.string(),
  state: z.string(),
  context: z.string(),
  target_url: z.string().nullish(),
});

/** A build that some tool tells GitHub of. */
export const deploymentSchema = aboutRepository.extend({ deployment: z.object({ sha: z.string() }) });

export const repositoryEventSchema = aboutRepository.extend({
  action: z.string(),
  changes: z
    .object({
      default_branch: z.object({ from: z.string() }).optional(),
      repository: z.object({ name: z.object({ from: z.string() }) }).optional(),
    })
    .optional(),
});

const namedRepositories = z.array(z.object({ id: z.number(), full_name: z.string() }));

/** `installation` and `installation_repositories`: what the App reaches has changed. */
export const installationSchema = z.object({
  action: z.string(),
  repositories: namedRepositories.default([]),
  repositories_removed: namedRepositories.default([]),
  repositories_added: namedRepositories.default([]),
});
