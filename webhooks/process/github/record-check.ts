import type { Delivery } from "#core/contracts/delivery.ts";
import type { Project } from "#core/contracts/project.ts";
import { deriveId } from "../derive-id.ts";
import { findProject } from "../find-project.ts";
import type { Outcome, ProcessorOptions } from "../processor-options.ts";
import { checkRunSchema, checkSuiteSchema, statusSchema } from "./payload-schemas.ts";

interface Check {
  id: string;
  name: string;
  commitSha: string;
  outcome: string;
  url: string | null;
}

/** Our own check is told by the run it belongs to. */
const OWN_NAME = "LetsCode";
const passed = new Set(["success", "neutral", "skipped"]);

const record = async ({ stores }: ProcessorOptions, project: Project, check: Check): Promise<Outcome> => {
  const [known] = await stores.commits.listByShas(project.id, [check.commitSha]);
  if (known === undefined) return { state: "ignored", error: "No commit of this project has this id." };
  await stores.activity.append({
    id: deriveId(`check:${project.id}:${check.id}:${check.outcome}`),
    projectId: project.id,
    actor: "system",
    action: passed.has(check.outcome) ? "check.passed" : "check.failed",
    details: {
      name: check.name.slice(0, 200),
      outcome: check.outcome,
      commitSha: check.commitSha,
      branch: known.branch,
      ...(check.url === null ? {} : { url: check.url }),
    },
  });
  return { state: "processed" };
};

const recordFor = async (
  options: ProcessorOptions,
  repository: Parameters<typeof findProject>[1],
  check: Omit<Check, "outcome"> & { outcome: string | null },
): Promise<Outcome> => {
  const project = await findProject(options, repository);
  if (project === null) return { state: "ignored", error: "No project has this repository." };
  const { outcome } = check;
  if (outcome === null || outcome === "pending") return { state: "ignored", error: "It has not ended yet." };
  if (check.name === OWN_NAME) return { state: "ignored", error: "It is a check of ours." };
  return record(options, project, { ...check, outcome });
};

/** A check of another tool that has ended. */
export const recordCheckRun = async (options: ProcessorOptions, { payload }: Delivery): Promise<Outcome> => {
  const { repository, check_run: run } = checkRunSchema.parse(payload);
  return recordFor(options, repository, {
    id: `run:${run.id}`,
    name: run.name,
    commitSha: run.head_sha,
    outcome: run.conclusion ?? null,
    url: run.html_url ?? null,
  });
};

/** All checks of one tool for a commit. */
export const recordCheckSuite = async (options: ProcessorOptions, { payload }: Delivery): Promise<Outcome> => {
  const { repository, check_suite: suite } = checkSuiteSchema.parse(payload);
  return recordFor(options, repository, {
    id: `suite:${suite.id}`,
    name: suite.app?.name ?? "Checks",
    commitSha: suite.head_sha,
    outcome: suite.conclusion ?? null,
    url: null,
  });
};

/** The older form of a check: a status of a commit. */
export const recordCommitStatus = async (options: ProcessorOptions, { payload }: Delivery): Promise<Outcome> => {
  const { repository, id, sha, state, context, target_url: url } = statusSchema.parse(payload);
  return recordFor(options, repository, {
    id: `status:${id}`,
    name: context,
    commitSha: sha,
    outcome: state,
    url: url ?? null,
  });
};
