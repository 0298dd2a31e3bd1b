import { isMigration, nameMigration } from "../gates/migrations.ts";
import { fail, succeed, type ToolContext } from "../tools/tool.ts";
import { commitStep } from "./commit-step.ts";
import { readBuildLog } from "./read-build-log.ts";
import { runProjectChecks } from "./run-project-checks.ts";
import { logActivity, patchRun, type RunSession } from "./run-session.ts";

/** Branches whose migrations are looked at for numbers in use. */
const MAXIMUM_BRANCHES = 30;

const listMigrations = async (session: RunSession): Promise<string[]> => {
  const { gitHost } = session.dependencies;
  const branches = await gitHost.listBranches(session.repository);
  const trees = await Promise.all(
    branches.slice(0, MAXIMUM_BRANCHES).map(({ sha }) => gitHost.listTree(session.repository, sha)),
  );
  return [...session.files.paths(), ...trees.flatMap(({ items }) => items.map(({ path }) => path))].filter(isMigration);
};

const savePlan = async (
  session: RunSession,
  features: Parameters<ToolContext["savePlan"]>[0],
): ReturnType<ToolContext["savePlan"]> => {
  const plan = await session.dependencies.stores.plan.save(session.project.id, session.run.id, features);
  if (session.run.state !== "running") {
    await logActivity(session, "run.planned", {
      features: features.map(({ feature, status, priority }) => ({ feature, status, priority })),
    });
    await patchRun(session, { state: "running" });
  }
  return plan;
};

/** Wires what tools may reach to one run. */
export const createToolContext = (session: RunSession): ToolContext => ({
  get files() {
    return session.files;
  },
  rules: session.dependencies.gitRules,
  nameMigration: async (path) => nameMigration(path, await listMigrations(session), session.dependencies.clock.now()),
  savePlan: (features) => savePlan(session, features),
  runChecks: () => runProjectChecks(session),
  readBuildLog: () => readBuildLog(session),
  finishStep: (step) => commitStep(session, step),
  askUser: (question) => {
    session.ending = { type: "waiting", ...question };
  },
  finishRun: async (summary) => {
    const changes = await session.files.changes();
    if (changes.length > 0) {
      const paths = changes.slice(0, 20).map(({ path }) => path);
      return fail(
        "Could not finish yet",
        `There are uncommitted changes in ${paths.join(", ")}. Call finish_step first, then finish.`,
        "step",
      );
    }
    session.ending = { type: "finished", summary };
    return succeed("Finished", "The run is finished.");
  },
});
