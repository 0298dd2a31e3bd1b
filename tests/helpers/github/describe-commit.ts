import { apiUrl, describeAccount } from "./describe.ts";
import { fullNameOf, type GitHubRepository, type GitHubState } from "./github-state.ts";
import { gitIn } from "./repository-git.ts";

export interface RawCommit {
  sha: string;
  tree: string;
  parents: string[];
  author: { name: string; email: string; date: string };
  committer: { name: string; email: string; date: string };
  message: string;
}

const FORMAT = "%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x00%x01";

const inUtc = (text: string): string => new Date(text).toISOString().replace(/\.\d+Z$/, "Z");

/** Reads commits with `git log`; `args` name which. */
export const readCommits = async (repository: GitHubRepository, args: string[]): Promise<RawCommit[]> => {
  const text = await gitIn(repository, ["log", `--format=${FORMAT}`, ...args]);
  return text
    .split("\0\u0001")
    .map((entry) => entry.replace(/^\n/, ""))
    .filter((entry) => entry !== "")
    .map((entry) => {
      const [sha = "", tree = "", parents = "", an = "", ae = "", ad = "", cn = "", ce = "", cd = "", message = ""] =
        entry.split("\0");
      return {
        sha,
        tree,
        parents: parents.split(" ").filter((each) => each !== ""),
        author: { name: an, email: ae, date: inUtc(ad) },
        committer: { name: cn, email: ce, date: inUtc(cd) },
        message: message.replace(/\n$/, ""),
      };
    });
};

const unverified = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

/** GitHub's `git-commit`. */
export const describeGitCommit = (state: GitHubState, repository: GitHubRepository, commit: RawCommit) => {
  const url = `${apiUrl(state)}/repos/${fullNameOf(state, repository)}/git`;
  const web = `${state.origin}/${fullNameOf(state, repository)}/commit`;
  return {
    sha: commit.sha,
    node_id: commit.sha,
    url: `${url}/commits/${commit.sha}`,
    html_url: `${web}/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/commits/${sha}`, html_url: `${web}/${sha}` })),
    verification: unverified,
  };
};

/** GitHub's `commit`, as lists, branches and comparisons carry it. */
export const describeCommit = (state: GitHubState, repository: GitHubRepository, commit: RawCommit) => {
  const url = `${apiUrl(state)}/repos/${fullNameOf(state, repository)}/commits`;
  const web = `${state.origin}/${fullNameOf(state, repository)}/commit`;
  const accountOf = (email: string) => {
    const account = state.accounts.find((each) => each.email === email);
    return account === undefined ? null : describeAccount(state, account);
  };
  return {
    sha: commit.sha,
    node_id: commit.sha,
    url: `${url}/${commit.sha}`,
    html_url: `${web}/${commit.sha}`,
    comments_url: `${url}/${commit.sha}/comments`,
    commit: {
      url: `${apiUrl(state)}/repos/${fullNameOf(state, repository)}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: {
        sha: commit.tree,
        url: `${apiUrl(state)}/repos/${fullNameOf(state, repository)}/git/trees/${commit.tree}`,
      },
      verification: unverified,
    },
    author: accountOf(commit.author.email),
    committer: accountOf(commit.committer.email),
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/${sha}`, html_url: `${web}/${sha}` })),
  };
};

/** The last 300 files of a difference, with patches: GitHub's `diff-entry`. */
export const describeFiles = async (
  state: GitHubState,
  repository: GitHubRepository,
  range: { from: string; to: string },
) => {
  const raw = await gitIn(repository, ["diff-tree", "-r", "-M", "--raw", "--no-abbrev", "-z", range.from, range.to]);
  const fields = raw.split("\0").filter((field) => field !== "");
  const files = [];
  for (let index = 0; index < fields.length;) {
    const [, , before = "", after = "", status = ""] = (fields[index] ?? "").split(" ");
    const isRenamed = status.startsWith("R");
    const first = fields[index + 1] ?? "";
    const path = isRenamed ? (fields[index + 2] ?? "") : first;
    index += isRenamed ? 3 : 2;
    const patchText = await gitIn(repository, ["diff-tree", "-p", "-M", range.from, range.to, "--", first, path]);
    const start = patchText.indexOf("\n@@");
    const patch = start === -1 ? undefined : patchText.slice(start + 1);
    const lines = patch?.split("\n") ?? [];
    const additions = lines.filter((line) => line.startsWith("+")).length;
    const deletions = lines.filter((line) => line.startsWith("-")).length;
    const web = `${state.origin}/${fullNameOf(state, repository)}`;
    const names: Record<string, string> = { A: "added", D: "removed", M: "modified", R: "renamed", T: "changed" };
    files.push({
      sha: /^0+$/.test(after) ? before : after,
      filename: path,
      status: names[status.slice(0, 1)] ?? "changed",
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${web}/blob/${range.to}/${path}`,
      raw_url: `${web}/raw/${range.to}/${path}`,
      contents_url: `${apiUrl(state)}/repos/${fullNameOf(state, repository)}/contents/${path}?ref=${range.to}`,
      ...(isRenamed ? { previous_filename: first } : {}),
      ...(patch === undefined ? {} : { patch }),
    });
  }
  return files.slice(0, 300);
};
