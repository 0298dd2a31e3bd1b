import { toOwnUrl, type Deployment } from "#core/contracts/index.ts";

/** Something that can be looked at: what a branch serves now, or what one commit was built to. */
export interface PreviewVersion {
  /** `branch:<name>`, or the deployment's id. */
  id: string;
  kind: "branch" | "commit";
  branch: string;
  commitSha: string;
  /** Of the commit, where the workspace knows it. */
  subject: string | null;
  url: string;
  createdAt: string;
}

type Subjects = ReadonlyMap<string, { subject: string }>;

const MAXIMUM_COMMITS = 15;

/** Ready builds of a branch by commit, newest first; each commit once, as it was built last. */
export const listCommitVersions = (
  newestFirst: readonly Deployment[],
  branch: string,
  commits: Subjects,
): PreviewVersion[] => {
  const seen = new Set<string>();
  const versions: PreviewVersion[] = [];
  for (const deployment of newestFirst) {
    const url = deployment.branch === branch ? toOwnUrl(deployment) : null;
    if (url === null || seen.has(deployment.commitSha)) continue;
    seen.add(deployment.commitSha);
    const { id, commitSha, createdAt } = deployment;
    const subject = commits.get(commitSha)?.subject ?? null;
    versions.push({ id, kind: "commit", branch, commitSha, subject, url, createdAt });
    if (versions.length === MAXIMUM_COMMITS) break;
  }
  return versions;
};

/** What each branch serves now, newest first: the default branch's production, the others' previews. */
export const listBranchVersions = (
  newestFirst: readonly Deployment[],
  defaultBranch: string,
  commits: Subjects,
): PreviewVersion[] => {
  const byBranch = new Map<string, PreviewVersion>();
  for (const { branch, environment, isCurrent, url, commitSha, createdAt } of newestFirst) {
    const isServing = environment === (branch === defaultBranch ? "production" : "preview");
    if (!isCurrent || !isServing || url === null || byBranch.has(branch)) continue;
    const subject = commits.get(commitSha)?.subject ?? null;
    byBranch.set(branch, { id: `branch:${branch}`, kind: "branch", branch, commitSha, subject, url, createdAt });
  }
  return [...byBranch.values()];
};
