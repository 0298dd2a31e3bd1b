import { z } from "zod";

const pushUserSchema = z.object({ name: z.string(), email: z.string().nullish(), username: z.string().optional() });

const pushCommitSchema = z.object({
  id: z.string(),
  message: z.string(),
  timestamp: z.string(),
  author: pushUserSchema,
});

/**
 * The part of GitHub's `push` payload we read. The local git host sends the same shape, so that local and
 * GitHub pushes take one road. https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
 */
export const pushWebhookSchema = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  created: z.boolean().default(false),
  deleted: z.boolean().default(false),
  forced: z.boolean().default(false),
  repository: z.object({
    id: z.union([z.number(), z.string()]),
    full_name: z.string(),
    default_branch: z.string().optional(),
  }),
  pusher: z.object({ name: z.string(), email: z.string().nullish() }),
  commits: z.array(pushCommitSchema).default([]),
  head_commit: pushCommitSchema.nullish(),
});
/** Who pushes what the platform itself moves on the local git host: a branch it makes for a run, or deletes. */
export const platformPusher = { name: "LetsCode", email: "platform@letscode.dev" } as const;
export type PushWebhook = z.infer<typeof pushWebhookSchema>;
