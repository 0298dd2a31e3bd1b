import { apiUrl, describeAccount, describeRepository, instant } from "./describe.ts";
import { accountByLogin, accountOf, fullNameOf, type GitHubRepository, type GitHubState } from "./github-state.ts";

export interface GitHubComment {
  id: number;
  login: string;
  body: string;
  createdAt: Date;
  /** When it was last edited; never without it. */
  updatedAt?: Date;
  /** Of a comment on a line; null for one on the whole. */
  line: { path: string; line: number | null; side: "LEFT" | "RIGHT"; commitSha: string; replyTo: number | null } | null;
}

export interface GitHubPull {
  id: number;
  number: number;
  repository: GitHubRepository;
  login: string;
  title: string;
  body: string | null;
  head: string;
  base: string;
  headSha: string;
  baseSha: string;
  state: "open" | "closed";
  mergeSha: string | null;
  mergeable: boolean;
  createdAt: Date;
  updatedAt: Date;
  mergedAt: Date | null;
  closedAt: Date | null;
  comments: GitHubComment[];
  reviews: { id: number; login: string; state: string; body: string; commitSha: string; at: Date }[];
}

/** GitHub's `simple-user` of a person or of an App's bot. */
export const describeLogin = (state: GitHubState, login: string) => {
  const account = accountByLogin(state, login);
  if (account !== undefined) return describeAccount(state, account);
  const bot = { id: 900_000, login, type: "User" as const, name: login, email: "", members: [] };
  return { ...describeAccount(state, bot), type: "Bot" };
};

const nodeId = (kind: string, id: number): string => Buffer.from(`${kind}:${id}`).toString("base64");

const describeEnd = (state: GitHubState, pull: GitHubPull, ref: string, sha: string) => {
  const owner = accountOf(state, pull.repository.ownerId);
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: describeAccount(state, owner),
    repo: describeRepository(state, pull.repository),
  };
};

/** GitHub's `pull-request-simple`, as lists carry it. */
export const describePull = (state: GitHubState, pull: GitHubPull) => {
  const name = fullNameOf(state, pull.repository);
  const url = `${apiUrl(state)}/repos/${name}/pulls/${pull.number}`;
  const issue = `${apiUrl(state)}/repos/${name}/issues/${pull.number}`;
  const html = `${state.origin}/${name}/pull/${pull.number}`;
  const links = {
    self: url,
    html,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${apiUrl(state)}/repos/${name}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${apiUrl(state)}/repos/${name}/statuses/${pull.headSha}`,
  };
  return {
    id: pull.id,
    node_id: nodeId("pull", pull.id),
    number: pull.number,
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: describeLogin(state, pull.login),
    body: pull.body,
    labels: [],
    milestone: null,
    created_at: instant(pull.createdAt),
    updated_at: instant(pull.updatedAt),
    closed_at: pull.closedAt === null ? null : instant(pull.closedAt),
    merged_at: pull.mergedAt === null ? null : instant(pull.mergedAt),
    merge_commit_sha: pull.mergeSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    draft: false,
    head: describeEnd(state, pull, pull.head, pull.headSha),
    base: describeEnd(state, pull, pull.base, pull.baseSha),
    _links: Object.fromEntries(Object.entries(links).map(([key, href]) => [key, { href }])),
    author_association: "MEMBER",
    auto_merge: null,
    active_lock_reason: null,
  };
};

/** GitHub's `pull-request`. */
export const describeFullPull = (state: GitHubState, pull: GitHubPull) => ({
  ...describePull(state, pull),
  merged: pull.mergedAt !== null,
  mergeable: pull.state === "open" ? pull.mergeable : null,
  rebaseable: pull.state === "open" ? pull.mergeable : null,
  mergeable_state: pull.state === "open" ? (pull.mergeable ? "clean" : "dirty") : "unknown",
  merged_by: pull.mergedAt === null ? null : describeLogin(state, pull.login),
  comments: pull.comments.filter(({ line }) => line === null).length,
  review_comments: pull.comments.filter(({ line }) => line !== null).length,
  maintainer_can_modify: false,
  commits: 1,
  additions: 1,
  deletions: 0,
  changed_files: 1,
});

/** GitHub's `pull-request-review-comment`. */
export const describeLineComment = (state: GitHubState, pull: GitHubPull, comment: GitHubComment) => {
  const { url, html_url: html } = describePull(state, pull);
  const self = `${apiUrl(state)}/repos/${fullNameOf(state, pull.repository)}/pulls/comments/${comment.id}`;
  const page = `${html}#discussion_r${comment.id}`;
  const { line } = comment;
  return {
    id: comment.id,
    node_id: nodeId("line", comment.id),
    url: self,
    html_url: page,
    pull_request_url: url,
    pull_request_review_id: comment.id + 1,
    diff_hunk: "@@ -1 +1,2 @@\n one\n+two",
    path: line?.path ?? "",
    commit_id: line?.commitSha ?? "",
    original_commit_id: line?.commitSha ?? "",
    user: describeLogin(state, comment.login),
    body: comment.body,
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt ?? comment.createdAt),
    author_association: "MEMBER",
    _links: { self: { href: self }, html: { href: page }, pull_request: { href: url } },
    line: line?.line ?? 1,
    original_line: line?.line ?? 1,
    side: line?.side ?? "RIGHT",
    start_line: null,
    original_start_line: null,
    start_side: null,
    position: 1,
    original_position: 1,
    subject_type: line?.line === null ? "file" : "line",
    ...(line?.replyTo === null || line === null ? {} : { in_reply_to_id: line.replyTo }),
  };
};

/** GitHub's `issue-comment`. */
export const describeIssueComment = (state: GitHubState, pull: GitHubPull, comment: GitHubComment) => {
  const { html_url: html, issue_url: issue } = describePull(state, pull);
  return {
    id: comment.id,
    node_id: nodeId("comment", comment.id),
    url: `${apiUrl(state)}/repos/${fullNameOf(state, pull.repository)}/issues/comments/${comment.id}`,
    html_url: `${html}#issuecomment-${comment.id}`,
    issue_url: issue,
    user: describeLogin(state, comment.login),
    body: comment.body,
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt ?? comment.createdAt),
    author_association: "MEMBER",
  };
};

export const describeReview = (state: GitHubState, pull: GitHubPull, review: GitHubPull["reviews"][number]) => {
  const { url, html_url: html } = describePull(state, pull);
  const page = `${html}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId("review", review.id),
    user: describeLogin(state, review.login),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: url,
    author_association: "MEMBER",
    _links: { html: { href: page }, pull_request: { href: url } },
    submitted_at: instant(review.at),
    commit_id: review.commitSha,
  };
};

/** What `pull_request_review_comment` carries beside the scene. */
export const describeLineCommentEvent = (
  state: GitHubState,
  pull: GitHubPull,
  comment: GitHubComment,
  change: { action: "created" | "deleted" } | { action: "edited"; from: string } = { action: "created" },
) => {
  const described = describeLineComment(state, pull, comment);
  const counts = { total_count: 0, "+1": 0, "-1": 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
  return {
    action: change.action,
    ...(change.action === "edited" ? { changes: { body: { from: change.from } } } : {}),
    comment: { ...described, reactions: { url: `${described.url}/reactions`, ...counts } },
    pull_request: describePull(state, pull),
  };
};
