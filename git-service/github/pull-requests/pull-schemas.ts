import { z } from "zod";
import type { HostedComment, HostedReview } from "#core/ports/pull-request-host.ts";
import type { HostedPullRequest } from "#core/ports/pull-request-store.ts";

const userSchema = z.object({ login: z.string(), type: z.string().default("User") }).nullish();
const instantSchema = z.string().transform((text) => new Date(text).toISOString());

/** What we write at GitHub carries this, so that it is known for ours when GitHub tells us of it. */
export const OWN_MARK = "<!-- letscode -->";

const toAuthor = (user: z.infer<typeof userSchema>) => ({
  name: user?.login ?? "ghost",
  login: user?.login ?? null,
});

/** What we write at GitHub for somebody: under the App's name there, so it says whose words these are. */
export const signComment = ({
  body,
  actor,
  author,
}: {
  body: string;
  actor: string;
  author: { name: string };
}): string => {
  const name = author.name.replaceAll(/[*_`[\]<>@]/g, "");
  return `${actor === "user" ? `**${name}** wrote:\n\n` : ""}${body}\n\n${OWN_MARK}`;
};

const signed = /^(?:\*\*(?<name>[^*\n]*)\*\* wrote:\n\n)?(?<body>[\s\S]*?)\s*<!-- letscode -->\s*$/;

/** Who said what, of a comment at GitHub: the other way round for what `signComment` has signed. */
const readComment = (user: z.infer<typeof userSchema>, text: string) => {
  const { name, body } = signed.exec(text)?.groups ?? {};
  if (body === undefined) return { actor: "user" as const, author: toAuthor(user), body: text };
  return name === undefined
    ? { actor: "ai" as const, author: toAuthor(user), body }
    : { actor: "user" as const, author: { name, login: null }, body };
};

const endSchema = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ id: z.number() }).nullish(),
});

/** A pull request, as GitHub's REST interface and its webhooks describe it. */
export const pullSchema = z.object({
  id: z.number(),
  number: z.number().int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]),
  html_url: z.string(),
  user: userSchema,
  head: endSchema,
  base: endSchema,
  merge_commit_sha: z.string().nullish(),
  mergeable: z.boolean().nullish(),
  mergeable_state: z.string().optional(),
  created_at: instantSchema,
  updated_at: instantSchema,
  merged_at: instantSchema.nullish(),
  closed_at: instantSchema.nullish(),
});

/** Whether its branch is of this repository. One from a fork is not ours to work on, and its branch's name may be one of ours. */
export const isOwnBranch = ({ head, base }: z.output<typeof pullSchema>): boolean =>
  head.repo !== null && head.repo?.id === base.repo?.id;

/** A pull request of GitHub's in our words. */
export const toPullRequest = (projectId: string, pull: z.output<typeof pullSchema>): HostedPullRequest => {
  const mergedAt = pull.merged_at ?? null;
  const ended = mergedAt === null ? "closed" : "merged";
  return {
    projectId,
    number: pull.number,
    branch: pull.head.ref,
    base: pull.base.ref,
    headSha: pull.head.sha,
    baseSha: pull.base.sha,
    title: pull.title.slice(0, 1_000),
    body: pull.body ?? "",
    state: pull.state === "open" ? "open" : ended,
    actor: pull.user?.type === "Bot" ? "system" : "user",
    author: toAuthor(pull.user),
    url: pull.html_url,
    externalId: String(pull.id),
    mergeMethod: null,
    mergeSha: mergedAt === null ? null : (pull.merge_commit_sha ?? null),
    createdAt: pull.created_at,
    updatedAt: pull.updated_at,
    mergedAt,
    closedAt: pull.closed_at ?? null,
  };
};

/** A comment on a line, on a file, or in reply to one. */
export const lineCommentSchema = z.object({
  id: z.number(),
  in_reply_to_id: z.number().optional(),
  path: z.string(),
  line: z.number().int().nullish(),
  original_line: z.number().int().nullish(),
  side: z.enum(["LEFT", "RIGHT"]).nullish(),
  original_commit_id: z.string(),
  diff_hunk: z.string().default(""),
  body: z.string(),
  user: userSchema,
  created_at: instantSchema,
  updated_at: instantSchema,
});

const EXCERPT_LINES = 3;

/** The last lines of a hunk are those a comment is about. */
const readExcerpt = (hunk: string): string =>
  hunk
    .split("\n")
    .filter((line) => !line.startsWith("@@"))
    .slice(-EXCERPT_LINES)
    .map((line) => line.slice(1))
    .join("\n")
    .slice(0, 2_000);

export const toLineComment = (raw: z.output<typeof lineCommentSchema>): HostedComment => ({
  thread: {
    externalId: `thread:${raw.in_reply_to_id ?? raw.id}`,
    path: raw.path,
    side: raw.side === "LEFT" ? "old" : "new",
    line: raw.line ?? raw.original_line ?? null,
    commitSha: raw.original_commit_id,
    excerpt: readExcerpt(raw.diff_hunk),
  },
  comment: {
    externalId: `line-comment:${raw.id}`,
    ...readComment(raw.user, raw.body),
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  },
  isOwn: raw.body.includes(OWN_MARK),
});

/** A comment on the whole; GitHub calls it one of an issue. */
export const issueCommentSchema = z.object({
  id: z.number(),
  body: z.string().nullish(),
  user: userSchema,
  created_at: instantSchema,
  updated_at: instantSchema,
});

/** All comments on the whole of one pull request are one thread. */
export const toIssueComment = (
  raw: z.output<typeof issueCommentSchema>,
  place: { number: number; headSha: string },
): HostedComment => ({
  thread: {
    externalId: `conversation:${place.number}`,
    path: null,
    side: null,
    line: null,
    commitSha: place.headSha,
    excerpt: "",
  },
  comment: {
    externalId: `issue-comment:${raw.id}`,
    ...readComment(raw.user, raw.body ?? ""),
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  },
  isOwn: raw.body?.includes(OWN_MARK) ?? false,
});

export const reviewSchema = z.object({
  id: z.number(),
  state: z.string().transform((text) => text.toLowerCase()),
  body: z.string().nullish(),
  commit_id: z.string().nullish(),
  user: userSchema,
  submitted_at: instantSchema.nullish(),
});

/** A review that was submitted; null for one that says nothing of its own (the frame of line comments) or is dismissed. */
export const toReview = (raw: z.output<typeof reviewSchema>): HostedReview | null => {
  const isVerdict = raw.state === "approved" || raw.state === "changes_requested";
  const body = raw.body ?? "";
  const commitSha = raw.commit_id ?? null;
  if ((!isVerdict && body === "") || commitSha === null) return null;
  return {
    externalId: `review:${raw.id}`,
    verdict: raw.state === "approved" || raw.state === "changes_requested" ? raw.state : "commented",
    author: toAuthor(raw.user),
    body,
    commitSha,
    createdAt: raw.submitted_at ?? new Date(0).toISOString(),
  };
};
