import { GitHubRefusal, type GitHubRoute, json, notFound, paginate, type RouteCall, textOf } from "../answer.ts";
import {
  describeFullPull,
  describeIssueComment,
  describeLineComment,
  describePull,
  describeReview,
  type GitHubComment,
  type GitHubPull,
} from "../describe-pull.ts";
import { createCommentRoutes } from "./comment-routes.ts";
import { apiUrl, describeApp, instant } from "../describe.ts";
import { fullNameOf, type GitHubRepository, type GitHubState } from "../github-state.ts";
import { gitIn, moveRef, resolveIn } from "../repository-git.ts";
import { tryGit } from "../../git-client.ts";

const headOf = (repository: GitHubRepository, branch: string): Promise<string> =>
  resolveIn(repository, `refs/heads/${branch}`);

/** Ends at their branches by now, and whether Git could join them. */
const refresh = async (pull: GitHubPull): Promise<GitHubPull> => {
  if (pull.state !== "open") return pull;
  pull.headSha = await headOf(pull.repository, pull.head);
  pull.baseSha = await headOf(pull.repository, pull.base);
  const merge = ["merge-tree", "--write-tree", pull.baseSha, pull.headSha];
  pull.mergeable = (await tryGit(pull.repository.directory, merge)).code === 0;
  return pull;
};

const identity = { name: "GitHub", email: "noreply@github.com" };
const env = {
  GIT_AUTHOR_NAME: identity.name,
  GIT_AUTHOR_EMAIL: identity.email,
  GIT_COMMITTER_NAME: identity.name,
  GIT_COMMITTER_EMAIL: identity.email,
};

const mergePull = async (call: RouteCall, pull: GitHubPull) => {
  const { state, body, caller } = call;
  await refresh(pull);
  if (pull.state !== "open") throw new GitHubRefusal(405, "Pull Request is not mergeable");
  if (body["sha"] !== undefined && body["sha"] !== pull.headSha) {
    throw new GitHubRefusal(409, "Head branch was modified. Review and try the merge again.");
  }
  if (!pull.mergeable) throw new GitHubRefusal(405, "Pull Request is not mergeable");
  const { repository, baseSha, headSha } = pull;
  const [tree = ""] = (await gitIn(repository, ["merge-tree", "--write-tree", baseSha, headSha])).split("\n");
  const parents = body["merge_method"] === "squash" ? ["-p", baseSha] : ["-p", baseSha, "-p", headSha];
  const message =
    typeof body["commit_title"] === "string" ? body["commit_title"] : `Merge pull request #${pull.number}`;
  const sha = await gitIn(repository, ["commit-tree", tree, ...parents], { env, input: message });
  Object.assign(pull, {
    state: "closed",
    mergeSha: sha,
    mergedAt: state.now(),
    closedAt: state.now(),
    updatedAt: state.now(),
  });
  await moveRef(state, {
    repository,
    ref: `refs/heads/${pull.base}`,
    before: baseSha,
    after: sha,
    pusher: caller.login,
  });
  return json(200, { sha, merged: true, message: "Pull Request successfully merged" });
};

export interface PullState {
  pulls: GitHubPull[];
  /** What was reported of commits, by the App. */
  checks: { headSha: string; name: string; conclusion: string }[];
}

/** Adds a comment, as by the API. */
const add = (state: GitHubState, pull: GitHubPull, comment: Omit<GitHubComment, "id" | "createdAt">): GitHubComment => {
  const made = { ...comment, id: state.nextId(), createdAt: state.now() };
  pull.comments.push(made);
  pull.updatedAt = state.now();
  return made;
};

const createLookup = ({ pulls }: PullState) => {
  const find = (call: RouteCall, name = "pull_number"): GitHubPull => {
    const repository = call.repository("pull_requests", "read");
    const found = pulls.find(
      (pull) => pull.repository.id === repository.id && String(pull.number) === call.params[name],
    );
    if (found === undefined) throw notFound();
    return found;
  };
  return find;
};

const createPull = async ({ pulls }: PullState, call: RouteCall) => {
  const { state, body, caller } = call;
  const repository = call.repository("pull_requests", "write");
  const [head, base] = [textOf(body, "head"), textOf(body, "base")];
  const isOpen = pulls.some(
    (pull) => pull.repository.id === repository.id && pull.head === head && pull.state === "open",
  );
  if (isOpen) throw new GitHubRefusal(422, "Validation Failed");
  const pull: GitHubPull = {
    id: state.nextId(),
    number: pulls.filter((each) => each.repository.id === repository.id).length + 1,
    repository,
    login: caller.login,
    title: textOf(body, "title"),
    body: typeof body["body"] === "string" ? body["body"] : null,
    head,
    base,
    headSha: await headOf(repository, head),
    baseSha: await headOf(repository, base),
    state: "open",
    mergeSha: null,
    mergeable: true,
    createdAt: state.now(),
    updatedAt: state.now(),
    mergedAt: null,
    closedAt: null,
    comments: [],
    reviews: [],
  };
  pulls.push(pull);
  return json(201, describeFullPull(state, pull));
};

const createCheck = (kept: PullState, call: RouteCall) => {
  const { state, body } = call;
  const repository = call.repository("checks", "write");
  const [app] = state.apps;
  const [name, headSha, conclusion] = [textOf(body, "name"), textOf(body, "head_sha"), textOf(body, "conclusion")];
  kept.checks.push({ name, headSha, conclusion });
  const id = state.nextId();
  const url = `${apiUrl(state)}/repos/${fullNameOf(state, repository)}/check-runs/${id}`;
  const output = Object(body["output"]);
  return json(201, {
    id,
    node_id: `check:${id}`,
    head_sha: headSha,
    name,
    url,
    html_url: `${state.origin}/${fullNameOf(state, repository)}/runs/${id}`,
    details_url: typeof body["details_url"] === "string" ? body["details_url"] : null,
    status: "completed",
    conclusion,
    started_at: instant(state.now()),
    completed_at: instant(state.now()),
    external_id: "",
    check_suite: null,
    output: {
      title: String(output["title"] ?? ""),
      summary: String(output["summary"] ?? ""),
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    app: app === undefined ? null : describeApp(state, app),
    pull_requests: [],
  });
};

const route = (method: GitHubRoute["method"], path: string, answer: GitHubRoute["answer"]): GitHubRoute => ({
  method,
  path,
  as: "token",
  isContent: method === "POST",
  answer,
});

/** Pull requests, their reviews and check runs, as far as we use them. Merging is Git's own. */
export const createPullRoutes = (kept: PullState): GitHubRoute[] => {
  const find = createLookup(kept);
  const pull = "/repos/{owner}/{repo}/pulls/{pull_number}";
  const list = async (call: RouteCall) => {
    const repository = call.repository("pull_requests", "read");
    const [state, head, base] = ["state", "head", "base"].map((name) => call.query.get(name));
    const found = kept.pulls.filter(
      (each) =>
        each.repository.id === repository.id &&
        (state === "all" || each.state === (state ?? "open")) &&
        (head === null || head === undefined || head.split(":")[1] === each.head) &&
        (base === null || base === undefined || base === each.base),
    );
    const { items, headers } = paginate(call, `/repos/${fullNameOf(call.state, repository)}/pulls`, found);
    for (const each of items) await refresh(each);
    return json(
      200,
      items.map((each) => describePull(call.state, each)),
      headers,
    );
  };
  const comments = (isLine: boolean, number: string) => (call: RouteCall) => {
    const found = find(call, number);
    const describe = isLine ? describeLineComment : describeIssueComment;
    const chosen = found.comments.filter(({ line }) => (line !== null) === isLine);
    return json(
      200,
      chosen.map((comment) => describe(call.state, found, comment)),
    );
  };
  return [
    route("GET", "/repos/{owner}/{repo}/pulls", list),
    route("POST", "/repos/{owner}/{repo}/pulls", (call) => createPull(kept, call)),
    route("GET", pull, async (call) => json(200, describeFullPull(call.state, await refresh(find(call))))),
    route("PATCH", pull, async (call) => {
      const found = find(call);
      const { title, body, state } = call.body;
      Object.assign(found, {
        ...(typeof title === "string" ? { title } : {}),
        ...(typeof body === "string" ? { body } : {}),
        ...(state === "open" || state === "closed"
          ? { state, closedAt: state === "closed" ? call.state.now() : null }
          : {}),
        updatedAt: call.state.now(),
      });
      return json(200, describeFullPull(call.state, await refresh(found)));
    }),
    { ...route("PUT", `${pull}/merge`, (call) => mergePull(call, find(call))) },
    route("GET", `${pull}/comments`, comments(true, "pull_number")),
    route("POST", `${pull}/comments`, (call) => {
      const { body, caller, state } = call;
      const found = find(call);
      const line = {
        path: textOf(body, "path"),
        line: typeof body["line"] === "number" ? body["line"] : null,
        side: body["side"] === "LEFT" ? ("LEFT" as const) : ("RIGHT" as const),
        commitSha: textOf(body, "commit_id"),
        replyTo: null,
      };
      const made = add(state, found, { login: caller.login, body: textOf(body, "body"), line });
      return json(201, describeLineComment(state, found, made));
    }),
    route("POST", `${pull}/comments/{comment_id}/replies`, (call) => {
      const { body, caller, state, params } = call;
      const found = find(call);
      const root = found.comments.find(({ id }) => String(id) === params["comment_id"]);
      if (root === undefined || root.line === null) throw notFound();
      const line = { ...root.line, replyTo: root.id };
      const made = add(state, found, { login: caller.login, body: textOf(body, "body"), line });
      return json(201, describeLineComment(state, found, made));
    }),
    route("GET", `${pull}/reviews`, (call) => {
      const found = find(call);
      return json(
        200,
        found.reviews.map((review) => describeReview(call.state, found, review)),
      );
    }),
    route("POST", `${pull}/reviews`, (call) => {
      const { body, caller, state } = call;
      const found = find(call);
      const review = {
        id: state.nextId(),
        login: caller.login,
        state: body["event"] === "APPROVE" ? "APPROVED" : "COMMENTED",
        body: textOf(body, "body"),
        commitSha: textOf(body, "commit_id"),
        at: state.now(),
      };
      found.reviews.push(review);
      return json(200, describeReview(state, found, review));
    }),
    ...createCommentRoutes(kept),
    route("GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments", comments(false, "issue_number")),
    route("POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", (call) => {
      const { body, caller, state } = call;
      const found = find(call, "issue_number");
      const made = add(state, found, { login: caller.login, body: textOf(body, "body"), line: null });
      return json(201, describeIssueComment(state, found, made));
    }),
    route("POST", "/repos/{owner}/{repo}/check-runs", (call) => createCheck(kept, call)),
  ];
};
