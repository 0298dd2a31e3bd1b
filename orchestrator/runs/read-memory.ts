import type { ProjectMemory } from "../prompts/describe-context.ts";
import type { RunSession } from "./run-session.ts";

const EARLIER_RUNS = 12;
const EARLIER_ACTIVITY = 30;

/** What the project remembers: its AGENTS.md, plan, earlier runs and latest activity. */
export const readMemory = async (session: RunSession): Promise<ProjectMemory> => {
  const { dependencies, project, run, files } = session;
  const { stores, clock } = dependencies;
  const [guide, plan, runs, activity] = await Promise.all([
    files.read("AGENTS.md"),
    stores.plan.list(project.id),
    stores.runs.list(project.id, { limit: EARLIER_RUNS + 1 }),
    stores.activity.list(project.id, { limit: EARLIER_ACTIVITY }),
  ]);
  return {
    project: { name: project.name, template: project.template, defaultBranch: project.defaultBranch },
    branch: run.branch,
    today: clock.now().toISOString().slice(0, 10),
    guide: guide?.kind === "text" ? guide.content : null,
    plan,
    runs: runs.items.filter(({ id }) => id !== run.id).slice(0, EARLIER_RUNS),
    activity: activity.items.filter(({ runId }) => runId !== run.id),
    paths: files.paths(),
    contextTokens: session.model.contextTokens,
  };
};
