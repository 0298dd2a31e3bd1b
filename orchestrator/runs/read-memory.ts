import type { ProjectMemory } from "../prompts/describe-context.ts";
import type { RunSession } from "./run-session.ts";

const EARLIER_RUNS = 60;
const EARLIER_ACTIVITY = 30;
const MAXIMUM_DECISIONS = 60;

/** Where repositories keep their decisions. https://adr.github.io */
const decisionPath = /^(?:docs\/)?(?:decisions|adr|architecture\/decisions)\/[^/]+\.md$|^(?:docs\/)?DECISIONS\.md$/i;
const indexName = /(?:^|\/)(?:readme|index|template)\.md$/i;

/** Decisions that are written down in the repository, the latest number first. */
const readDecisions = async ({ files }: RunSession): Promise<ProjectMemory["decisions"]> => {
  const paths = files.paths().filter((path) => decisionPath.test(path) && !indexName.test(path));
  const newest = paths.toSorted((one, other) => other.localeCompare(one, "en", { numeric: true }));
  const read = await Promise.all(
    newest.slice(0, MAXIMUM_DECISIONS).map(async (path) => ({ path, file: await files.read(path) })),
  );
  return read.flatMap(({ path, file }) => (file?.kind === "text" ? [{ path, text: file.content }] : []));
};

/** What the project remembers: its AGENTS.md, decisions, plan, earlier runs and latest activity. */
export const readMemory = async (session: RunSession): Promise<ProjectMemory> => {
  const { dependencies, project, run, files } = session;
  const { stores, clock } = dependencies;
  const [guide, decisions, plan, runs, activity] = await Promise.all([
    files.read("AGENTS.md"),
    readDecisions(session),
    stores.plan.list(project.id),
    stores.runs.list(project.id, { limit: EARLIER_RUNS + 1 }),
    stores.activity.list(project.id, { limit: EARLIER_ACTIVITY }),
  ]);
  return {
    project: { name: project.name, template: project.template, defaultBranch: project.defaultBranch },
    branch: run.branch,
    today: clock.now().toISOString().slice(0, 10),
    request: run.prompt,
    guide: guide?.kind === "text" ? guide.content : null,
    decisions,
    plan,
    runs: runs.items.filter(({ id, startedAt }) => id !== run.id && startedAt !== null).slice(0, EARLIER_RUNS),
    activity: activity.items.filter(({ runId }) => runId !== run.id),
    paths: files.paths(),
    contextTokens: session.model.contextTokens,
  };
};
