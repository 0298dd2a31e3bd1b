import type { ReviewContext } from "../services/review/review-context.ts";
import type { Adapters } from "./create-adapters.ts";
import type { Installation } from "./installation.ts";

/** What the worker needs to open, describe and answer pull requests by itself. */
export const createReviewContext = (
  { config, clock, logger, randomBytes }: Installation,
  { stores, gitHost, providers, pullRequestHost }: Adapters,
): ReviewContext => ({
  stores,
  gitHost,
  clock,
  logger,
  platformAuthor: config.author,
  randomText: (length) =>
    randomBytes(Math.ceil(length / 2))
      .toString("hex")
      .slice(0, length),
  providers,
  fallbackModel: config.provider.fallback ?? null,
  pullRequestHost,
  appOrigin: config.url,
});
