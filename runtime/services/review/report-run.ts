import type { Project } from "#core/contracts/project.ts";
import type { PullRequest, ReviewComment, ReviewThread } from "#core/contracts/pull-request.ts";
import type { Run, RunStep } from "#core/contracts/run.ts";
import { deriveId } from "#webhooks/index.ts";
import { toRepositoryName } from "../require-project.ts";
import { refreshPullRequest } from "./follow-branch.ts";
import { openPullRequestAs } from "./open-pull-request.ts";
import type { ReviewContext } from "./review-context.ts";

/** What the AI says in the thread it was asked in. */
export const composeReply = (run: Run, steps: RunStep[]): string | null => {
  const commits = steps.flatMap(({ commitSha, title }) =>
    commitSha === null ? [] : [`\`${commitSha.slice(0, 7)}\` ${title}`],
  );
  const done =
    commits.length === 0
      ? []
      : [commits.length === 1 ? `Done in ${commits[0]}` : `Done in:\n- ${commits.join("\n- ")}`];
  switch (run.state) {
    case "finished":
      return [...done, run.summary ?? "Nothing had to be changed."].join("\n\n");
    case "waiting": {
      const { question = "", options = [] } = run.question ?? {};
      return [
        ...done,
        question,
        ...(options.length === 0 ? [] : [options.map((option) => `- ${option}`).join("\n")]),
        "Reply here, and the work goes on.",
      ].join("\n\n");
    }
    case "failed":
      return [
        ...done,
        `This did not work: ${run.error?.detail ?? "the run failed."} ${run.error?.fix ?? ""}`.trim(),
      ].join("\n\n");
    case "stopped":
      return [...done, "The run was stopped before it had finished. Ask again to go on."].join("\n\n");
    case "interrupted":
      return [...done, "The run was interrupted. What it had committed is kept; resume it in the workspace."].join(
        "\n\n",
      );
    default:
      return null;
  }
};

const reply = async (
  context: ReviewContext,
  { project, run, steps, asked }: { project: Project; run: Run; steps: RunStep[]; asked: ReviewComment },
): Promise<void> => {
  const { stores, platformAuthor } = context;
  const [thread, pullRequest] = await Promise.all([
    stores.pullRequests.getThread(asked.threadId),
    stores.pullRequests.get(asked.pullRequestId),
  ]);
  const body = composeReply(run, steps);
  if (thread === null || pullRequest === null || body === null) return;
  const { comment } = await stores.pullRequests.addComment({
    thread,
    comment: {
      id: deriveId(`reply:${run.id}:${run.state}:${run.attempt}`),
      actor: "ai",
      author: { name: platformAuthor.name, login: null },
      body,
      runId: run.id,
      commitSha: steps.findLast(({ commitSha }) => commitSha !== null)?.commitSha ?? null,
    },
  });
  if (comment.externalId === null) await tellHost(context, project, { pullRequest, thread, comment });
  await stores.activity.append({
    id: deriveId(`replied:${comment.id}`),
    projectId: project.id,
    actor: "ai",
    action: run.state === "waiting" ? "review.questioned" : "review.answered",
    details: { number: pullRequest.number, branch: run.branch, text: body.slice(0, 300) },
    runId: run.id,
  });
};

const tellHost = async (
  { pullRequestHost, stores }: ReviewContext,
  project: Project,
  { pullRequest, thread, comment }: { pullRequest: PullRequest; thread: ReviewThread; comment: ReviewComment },
): Promise<void> => {
  const { externalId } = await pullRequestHost(project).addComment(project, pullRequest, thread, comment);
  if (externalId !== null) await stores.pullRequests.updateComment(comment.id, { externalId });
};

const reportChecks = async (
  { pullRequestHost, appOrigin }: ReviewContext,
  project: Project,
  run: Run,
  steps: RunStep[],
): Promise<void> => {
  const last = steps.findLast(({ commitSha }) => commitSha !== null);
  const headSha = last?.commitSha ?? null;
  if (last === undefined || headSha === null) return;
  const outcomes = Object.entries(last.checks);
  const hasFailed = outcomes.some(([, outcome]) => outcome === "failed");
  const ended = outcomes.length === 0 ? "neutral" : "success";
  await pullRequestHost(project).reportChecks(project, {
    headSha,
    conclusion: hasFailed ? "failure" : ended,
    title: outcomes.length === 0 ? "No checks ran" : outcomes.map(([name, outcome]) => `${name} ${outcome}`).join(", "),
    summary: steps
      .map(
        ({ number, title, checks }) =>
          `${number}. ${title}: ${
            Object.entries(checks)
              .map(([name, outcome]) => `${name} ${outcome}`)
              .join(", ") || "no checks"
          }`,
      )
      .join("\n"),
    detailsUrl: `${appOrigin}/projects/${project.id}?branch=${encodeURIComponent(run.branch)}`,
  });
};

/** The open pull request of a run's branch; a new one when the run has brought something and nobody has closed the last. */
const ensurePullRequest = async (
  context: ReviewContext,
  project: Project,
  run: Run,
  steps: RunStep[],
): Promise<void> => {
  const { stores, gitHost, platformAuthor } = context;
  const head = await gitHost.resolve(toRepositoryName(project), run.branch);
  if (head === null || run.branch === project.defaultBranch) return;
  const { items } = await stores.pullRequests.list(project.id, { branch: run.branch, limit: 1 });
  const [latest] = items;
  const base = project.defaultBranch;
  const into = await gitHost.resolve(toRepositoryName(project), base);
  if (latest?.state === "open") {
    await refreshPullRequest(context, project, latest, { headSha: head, baseSha: into });
    return;
  }
  const hasWork = run.state === "finished" && steps.some(({ commitSha }) => commitSha !== null);
  if (!hasWork || latest?.state === "closed") return;
  const [first] = await gitHost.commitsBetween(toRepositoryName(project), { from: into, to: head, limit: 1 });
  if (first === undefined) return;
  await openPullRequestAs(
    context,
    project,
    { branch: run.branch },
    {
      actor: "ai",
      author: { name: platformAuthor.name, login: null },
    },
  );
};

/**
 * Tells what a run came to where people review it: a pull request for its branch, the description brought up to date, the
 * checks, and a reply in the thread that asked for it. Safe to run again: what was told is told once.
 */
export const reportRun = async (context: ReviewContext, runId: string): Promise<void> => {
  const { stores } = context;
  const run = await stores.runs.get(runId);
  const project = run === null ? null : await stores.projects.get(run.projectId);
  if (run === null || project === null) return;
  const steps = await stores.runs.listSteps(run.id);
  await ensurePullRequest(context, project, run, steps);
  await reportChecks(context, project, run, steps);
  const asked = await stores.pullRequests.findCommentAnsweredBy(run.id);
  if (asked !== null) await reply(context, { project, run, steps, asked });
};
