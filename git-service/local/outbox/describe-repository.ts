import type { RepositoryName } from "#core/ports/git-host.ts";

/** Links of GitHub's repository object, each a path below the repository's own URL. */
const linkNames = [
  "forks",
  "teams",
  "hooks",
  "events",
  "tags",
  "languages",
  "stargazers",
  "contributors",
  "subscribers",
  "subscription",
  "merges",
  "downloads",
  "deployments",
] as const;
const templateNames = [
  "keys",
  "collaborators",
  "issue_events",
  "assignees",
  "branches",
  "blobs",
  "git_tags",
  "git_refs",
  "trees",
  "statuses",
  "commits",
  "git_commits",
  "comments",
  "issue_comment",
  "contents",
  "compare",
  "archive",
  "issues",
  "pulls",
  "milestones",
  "notifications",
  "labels",
  "releases",
] as const;

const linkFields = (names: readonly string[], url: string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [`${name}_url`, `${url}/${name}`]));

const absentFeatures = {
  has_issues: false,
  has_projects: false,
  has_downloads: false,
  has_wiki: false,
  has_pages: false,
  has_discussions: false,
  forks: 0,
  forks_count: 0,
  stargazers: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  size: 0,
  archived: false,
  disabled: false,
  fork: false,
  license: null,
  language: null,
  homepage: null,
  mirror_url: null,
  topics: [],
};

/** GitHub's `repository` object for a repository of ours. `id` is the project's id, the one field that differs in type. */
export const describeRepository = (
  { projectId, ownerHandle, slug }: RepositoryName,
  details: { publicUrl: string; defaultBranch: string; pushedAt: Date },
) => {
  const url = `${details.publicUrl}/${ownerHandle}/${slug}`;
  const cloneUrl = `${details.publicUrl}/git/${ownerHandle}/${slug}.git`;
  const ownerUrl = `${details.publicUrl}/${ownerHandle}`;
  const seconds = Math.floor(details.pushedAt.getTime() / 1000);
  return {
    ...absentFeatures,
    ...linkFields(linkNames, url),
    ...linkFields(templateNames, url),
    id: projectId,
    node_id: projectId,
    name: slug,
    full_name: `${ownerHandle}/${slug}`,
    private: true,
    visibility: "private" as const,
    owner: { login: ownerHandle, name: ownerHandle, id: 0, node_id: ownerHandle, type: "User" as const, url: ownerUrl },
    url,
    html_url: url,
    description: null,
    clone_url: cloneUrl,
    git_url: cloneUrl,
    ssh_url: cloneUrl,
    svn_url: cloneUrl,
    created_at: seconds,
    updated_at: details.pushedAt.toISOString(),
    pushed_at: seconds,
    default_branch: details.defaultBranch,
  };
};
