export {
  createGitHubAccounts,
  type AccountOwner,
  type GitHubAccounts,
  type NewGitHubApp,
  type PersonTokens,
} from "./github/create-github-accounts.ts";
export { RepositoryUnreachableError } from "./github/repository-unreachable-error.ts";
export {
  type AppIdentity,
  createGitHubApp,
  type GitHubApp,
  type GitHubRepository,
} from "./github/create-github-app.ts";
export { createGitHubHost, type GitHubHost } from "./github/create-github-host.ts";
export type { RemotePlace, RemotePlaces } from "./github/create-remote-access.ts";
export { ACCESS_TOKEN_PREFIX, createAccessToken, hashAccessToken, type NewAccessToken } from "./http/access-token.ts";
export { createGitHttpHandler, type GitHttpHandler, type GitHttpOptions } from "./http/create-git-http-handler.ts";
export {
  type AuthoriseGit,
  defaultGitHttpLimits,
  type GitAccess,
  type GitCredentials,
  type GitHttpLimits,
  type RepositoryPath,
} from "./http/git-access.ts";
export type { CheckPush, PushedFile } from "./push/check-push.ts";
export {
  createGitHubPullRequestHost,
  type GitHubPullRequestOptions,
} from "./github/pull-requests/create-github-pull-request-host.ts";
export { createLocalPullRequestHost } from "./local/create-local-pull-request-host.ts";
export { createLocalGitHost, type LocalGitHost, type LocalGitHostOptions } from "./local/create-local-git-host.ts";
export { findGitVersion, isGitRecentEnough, MINIMUM_GIT_VERSION } from "./local/plumbing/find-git-version.ts";
export type { PushDelivery, SendPush } from "./local/push-delivery.ts";
export { createSendPushWebhook, type PushWebhookOptions, signPayload } from "./local/send-push-webhook.ts";
export { composeMessage, type CommitMessage } from "./message/compose-message.ts";
export { parseMessage, type ParsedMessage } from "./message/parse-message.ts";
export { type ToCommitOptions, toCommit } from "./message/to-commit.ts";
export { trailerNames } from "./message/trailers.ts";
export { assertPath, checkPath } from "./paths/check-path.ts";
