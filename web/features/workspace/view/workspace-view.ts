/** The views of the middle, in the order of their tabs. */
export const centreTabs = ["preview", "code", "changes", "review", "plan"] as const;
export type CentreTab = (typeof centreTabs)[number];

/** What the panel below the middle shows. */
export const bottomTabs = ["activity", "build", "deployments"] as const;
export type BottomTab = (typeof bottomTabs)[number];

/** The panels of a small screen, of which one is shown at a time. */
export const mobileTabs = ["chat", "preview", "code", "changes", "review", "plan", "timeline", "console"] as const;
export type MobileTab = (typeof mobileTabs)[number];

/**
 * What the workspace shows, as far as a link can say it: `?branch=&tab=&commit=&file=&deployment=`. Everything may be
 * absent; then the workspace chooses.
 */
export interface WorkspaceView {
  branch: string | null;
  tab: CentreTab | null;
  /** Commit whose changes are shown; null compares the branch with the default branch. */
  commit: string | null;
  file: string | null;
  /** Deployment whose log is shown. */
  deployment: string | null;
}

const shaPattern = /^[0-9a-f]{40}$/;

const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | null =>
  values.find((candidate) => candidate === value) ?? null;

/** Reads a view from the query of an address. What is not understood counts as absent. */
export const parseView = (search: URLSearchParams): WorkspaceView => {
  const commit = search.get("commit");
  return {
    branch: search.get("branch"),
    tab: oneOf(centreTabs, search.get("tab")),
    commit: commit !== null && shaPattern.test(commit) ? commit : null,
    file: search.get("file"),
    deployment: search.get("deployment"),
  };
};

/** The query of an address for a view, without a question mark when it says nothing. Other parts of the query stay. */
export const formatView = (view: WorkspaceView, current: URLSearchParams): string => {
  const search = new URLSearchParams(current);
  for (const [name, value] of Object.entries(view)) {
    if (typeof value === "string" && value !== "") search.set(name, value);
    else search.delete(name);
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
};
