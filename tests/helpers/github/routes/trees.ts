import type { RouteCall } from "../answer.ts";
import { apiUrl } from "../describe.ts";
import { fullNameOf, type GitHubRepository } from "../github-state.ts";
import { gitIn } from "../repository-git.ts";

export const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

export const urlOf = ({ state }: RouteCall, repository: GitHubRepository): string =>
  `${apiUrl(state)}/repos/${fullNameOf(state, repository)}`;

export const describeTree = async (call: RouteCall, repository: GitHubRepository, sha: string) => {
  const isDeep = call.query.get("recursive") !== null;
  const text = await gitIn(repository, ["ls-tree", "-l", "-z", ...(isDeep ? ["-r", "-t"] : []), sha]);
  const tree = text
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry) => {
      const [mode = "", type = "", id = "", size = ""] = entry.slice(0, entry.indexOf("\t")).split(/ +/);
      return {
        path: entry.slice(entry.indexOf("\t") + 1),
        mode,
        type,
        sha: id,
        ...(type === "blob" ? { size: Number(size) } : {}),
        url: `${urlOf(call, repository)}/git/${type === "blob" ? "blobs" : "trees"}/${id}`,
      };
    });
  return { sha, url: `${urlOf(call, repository)}/git/trees/${sha}`, tree, truncated: false };
};

export const writeBlob = (repository: GitHubRepository, content: Buffer | string): Promise<string> =>
  gitIn(repository, ["hash-object", "-w", "--stdin"], { input: content });

/** A tree by its base and the changed paths, in an index of its own. */
export const writeTree = async (call: RouteCall, repository: GitHubRepository): Promise<string> => {
  const base = typeof call.body["base_tree"] === "string" ? call.body["base_tree"] : EMPTY_TREE;
  const env = { GIT_INDEX_FILE: `${repository.directory}/index-${call.state.nextId()}` };
  await gitIn(repository, ["read-tree", base === EMPTY_TREE ? "--empty" : base], { env });
  const entries = Array.isArray(call.body["tree"]) ? call.body["tree"] : [];
  let lines = "";
  for (const entry of entries) {
    const { path, mode, sha, content } = entry;
    const id = typeof content === "string" ? await writeBlob(repository, content) : sha;
    lines += id === null ? `0 ${"0".repeat(40)}\t${path}\0` : `${mode} ${id}\t${path}\0`;
  }
  await gitIn(repository, ["update-index", "-z", "--index-info"], { env, input: lines });
  return gitIn(repository, ["write-tree"], { env });
};
