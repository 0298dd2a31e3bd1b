import { GitHubRefusal, type GitHubRoute, json, notFound, type RouteCall, textOf } from "../answer.ts";
import { describeCommit, describeFiles, describeGitCommit, type RawCommit, readCommits } from "../describe-commit.ts";
import { fullNameOf, type GitHubRepository } from "../github-state.ts";
import { describeTree, EMPTY_TREE, urlOf, writeBlob, writeTree } from "./trees.ts";
import { gitIn, moveRef, readRefs, resolveIn } from "../repository-git.ts";

const describeRef = (call: RouteCall, repository: GitHubRepository, ref: string, sha: string) => ({
  ref,
  node_id: Buffer.from(ref).toString("base64"),
  url: `${urlOf(call, repository)}/git/${ref}`,
  object: { type: "commit", sha, url: `${urlOf(call, repository)}/git/commits/${sha}` },
});

const readCommit = async (repository: GitHubRepository, ref: string): Promise<RawCommit> => {
  const [commit] = await readCommits(repository, ["-1", "--end-of-options", await resolveIn(repository, ref)]);
  if (commit === undefined) throw notFound();
  return commit;
};

const identity = (value: unknown, fallback: string): { name: string; email: string; date: string } => {
  const { name, email, date } = Object(value);
  return {
    name: typeof name === "string" ? name : fallback,
    email: typeof email === "string" ? email : `${fallback}@users.noreply.github.com`,
    date: typeof date === "string" ? date : new Date().toISOString(),
  };
};

const writeCommit = async (call: RouteCall, repository: GitHubRepository): Promise<string> => {
  const { body, caller } = call;
  const author = identity(body["author"], caller.login);
  const committer = body["committer"] === undefined ? author : identity(body["committer"], caller.login);
  const parents = Array.isArray(body["parents"]) ? body["parents"].map(String) : [];
  const tree = await resolveIn(repository, textOf(body, "tree"), "tree");
  return gitIn(repository, ["commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent])], {
    input: textOf(body, "message"),
    env: {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: author.date,
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
      GIT_COMMITTER_DATE: committer.date,
    },
  });
};

const compare = async (call: RouteCall) => {
  const repository = call.repository("contents", "read");
  const [base = "", head = ""] = (call.params["basehead"] ?? "").split("...");
  const from = await readCommit(repository, base);
  const to = await readCommit(repository, head);
  const merge = await readCommit(repository, await gitIn(repository, ["merge-base", from.sha, to.sha]));
  const ahead = await readCommits(repository, ["--reverse", `${from.sha}..${to.sha}`]);
  const behind = await readCommits(repository, [`${to.sha}..${from.sha}`]);
  const status =
    ahead.length > 0 ? (behind.length > 0 ? "diverged" : "ahead") : behind.length > 0 ? "behind" : "identical";
  const web = `${call.state.origin}/${fullNameOf(call.state, repository)}/compare/${base}...${head}`;
  return json(200, {
    url: `${urlOf(call, repository)}/compare/${base}...${head}`,
    html_url: web,
    permalink_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    base_commit: describeCommit(call.state, repository, from),
    merge_base_commit: describeCommit(call.state, repository, merge),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.slice(0, 250).map((each) => describeCommit(call.state, repository, each)),
    files: await describeFiles(call.state, repository, { from: merge.sha, to: to.sha }),
  });
};

const readContents = async (call: RouteCall) => {
  const repository = call.repository("contents", "read");
  const path = call.params["path"] ?? "";
  const ref = call.query.get("ref") ?? repository.defaultBranch;
  const commit = await resolveIn(repository, ref);
  const sha = await gitIn(repository, ["rev-parse", "--verify", "--quiet", `${commit}:${path}`]).catch(() => {
    throw notFound();
  });
  const content = Buffer.from(await gitIn(repository, ["cat-file", "blob", sha]));
  const url = `${urlOf(call, repository)}/contents/${path}?ref=${ref}`;
  const web = `${call.state.origin}/${fullNameOf(call.state, repository)}/blob/${ref}/${path}`;
  return json(200, {
    type: "file",
    encoding: "base64",
    size: Number(await gitIn(repository, ["cat-file", "-s", sha])),
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    content: content.toString("base64"),
    sha,
    url,
    git_url: `${urlOf(call, repository)}/git/blobs/${sha}`,
    html_url: web,
    download_url: `${web}?raw`,
    _links: { self: url, git: `${urlOf(call, repository)}/git/blobs/${sha}`, html: web },
  });
};

const requireRef = async (repository: GitHubRepository, ref: string): Promise<string> => {
  const sha = (await readRefs(repository)).get(ref);
  if (sha === undefined) throw new GitHubRefusal(422, "Reference does not exist");
  return sha;
};

const requireContents = async (call: RouteCall, access: "read" | "write"): Promise<GitHubRepository> => {
  const repository = call.repository("contents", access);
  if ((await readRefs(repository)).size === 0) throw new GitHubRefusal(409, "Git Repository is empty.");
  return repository;
};

const refRoutes: GitHubRoute[] = [
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/git/ref/{ref}",
    as: "token",
    answer: async (call) => {
      const repository = await requireContents(call, "read");
      const ref = `refs/${call.params["ref"] ?? ""}`;
      const sha = (await readRefs(repository)).get(ref);
      if (sha === undefined) throw notFound();
      return json(200, describeRef(call, repository, ref, sha));
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/git/matching-refs/{ref}",
    as: "token",
    answer: async (call) => {
      const repository = await requireContents(call, "read");
      const refs = [...(await readRefs(repository))].filter(([ref]) =>
        ref.startsWith(`refs/${call.params["ref"] ?? ""}`),
      );
      return json(
        200,
        refs.map(([ref, sha]) => describeRef(call, repository, ref, sha)),
      );
    },
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/git/refs",
    as: "token",
    isContent: true,
    answer: async (call) => {
      const repository = await requireContents(call, "write");
      const ref = textOf(call.body, "ref");
      const after = await resolveIn(repository, textOf(call.body, "sha"));
      if ((await readRefs(repository)).has(ref)) throw new GitHubRefusal(422, "Reference already exists");
      await moveRef(call.state, { repository, ref, before: null, after, pusher: call.caller.login });
      return json(201, describeRef(call, repository, ref, after));
    },
  },
  {
    method: "PATCH",
    path: "/repos/{owner}/{repo}/git/refs/{ref}",
    as: "token",
    isContent: true,
    answer: async (call) => {
      const repository = await requireContents(call, "write");
      const ref = `refs/${call.params["ref"] ?? ""}`;
      const before = await requireRef(repository, ref);
      const after = await resolveIn(repository, textOf(call.body, "sha"));
      const isForced = call.body["force"] === true;
      await moveRef(call.state, { repository, ref, before, after, pusher: call.caller.login, isForced });
      return json(200, describeRef(call, repository, ref, after));
    },
  },
  {
    method: "DELETE",
    path: "/repos/{owner}/{repo}/git/refs/{ref}",
    as: "token",
    answer: async (call) => {
      const repository = await requireContents(call, "write");
      const ref = `refs/${call.params["ref"] ?? ""}`;
      const before = await requireRef(repository, ref);
      await moveRef(call.state, { repository, ref, before, after: null, pusher: call.caller.login });
      return { status: 204 };
    },
  },
];

export const gitRoutes: GitHubRoute[] = [
  ...refRoutes,
  { method: "GET", path: "/repos/{owner}/{repo}/compare/{basehead}", as: "token", answer: compare },
  { method: "GET", path: "/repos/{owner}/{repo}/contents/{path}", as: "token", answer: readContents },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/commits/{ref}",
    as: "token",
    answer: async (call) => {
      const repository = await requireContents(call, "read");
      const commit = await readCommit(repository, call.params["ref"] ?? "");
      const from = commit.parents[0] ?? EMPTY_TREE;
      const files = await describeFiles(call.state, repository, { from, to: commit.sha });
      const additions = files.reduce((sum, file) => sum + file.additions, 0);
      const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
      const stats = { additions, deletions, total: additions + deletions };
      return json(200, { ...describeCommit(call.state, repository, commit), stats, files });
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/git/commits/{commit_sha}",
    as: "token",
    answer: async (call) => {
      const repository = await requireContents(call, "read");
      const commit = await readCommit(repository, call.params["commit_sha"] ?? "");
      return json(200, describeGitCommit(call.state, repository, commit));
    },
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/git/commits",
    as: "token",
    isContent: true,
    answer: async (call) => {
      const repository = await requireContents(call, "write");
      const commit = await readCommit(repository, await writeCommit(call, repository));
      return json(201, describeGitCommit(call.state, repository, commit));
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/git/trees/{tree_sha}",
    as: "token",
    answer: async (call) => {
      const repository = await requireContents(call, "read");
      const sha = await resolveIn(repository, call.params["tree_sha"] ?? "", "tree");
      return json(200, await describeTree(call, repository, sha));
    },
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/git/trees",
    as: "token",
    isContent: true,
    answer: async (call) => {
      const repository = await requireContents(call, "write");
      return json(201, await describeTree(call, repository, await writeTree(call, repository)));
    },
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/git/blobs",
    as: "token",
    isContent: true,
    answer: async (call) => {
      const repository = await requireContents(call, "write");
      const encoding = call.body["encoding"] === "base64" ? "base64" : "utf8";
      const sha = await writeBlob(repository, Buffer.from(textOf(call.body, "content"), encoding));
      return json(201, { sha, url: `${urlOf(call, repository)}/git/blobs/${sha}` });
    },
  },
];
