import type { Activity } from "#core/contracts/index.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";

export type ActivityTone = "plain" | "accent" | "success" | "warning" | "danger";

export interface ActivityLine {
  /** What happened, in one sentence without a full stop. */
  text: string;
  /** Why, or what to do next. */
  detail: string | null;
  tone: ActivityTone;
}

type Details = Activity["details"];

const textOf = (details: Details, name: string): string => {
  const value = details[name];
  return typeof value === "string" ? revealControls(value) : "";
};
const numberOf = (details: Details, name: string): number => {
  const value = details[name];
  return typeof value === "number" ? value : 0;
};
const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
const quote = (text: string): string => (text === "" ? "" : `: ${text}`);
const sha = (details: Details): string => textOf(details, "commitSha").slice(0, 7);
const branch = (details: Details, name = "branch"): string => shortBranch(textOf(details, name));
const place = (details: Details): string =>
  textOf(details, "environment") === "production" ? "Production" : `The preview of ${branch(details)}`;
const reasonAndFix = (details: Details): string | null => {
  const parts = [textOf(details, "reason") || textOf(details, "message"), textOf(details, "fix")].filter(Boolean);
  return parts.length === 0 ? null : parts.join(" ");
};

const plain = (text: string, detail: string | null = null): ActivityLine => ({ text, detail, tone: "plain" });

const repairReasons: Record<string, string> = {
  same_cause:
    "The same cause came back after a repair, so trying again would lead nowhere. Look at it yourself, or ask the AI with a hint.",
  attempts_used_up: "The attempts you allow in a row are used up. Look at it yourself, or ask the AI with a hint.",
  not_repairable: "No change of the code would mend this. The error says what does.",
};

const ofAttempts = (details: Details): string =>
  details["isAutomatic"] === true
    ? `attempt ${numberOf(details, "attempt")} of ${numberOf(details, "maximumAttempts")}`
    : "as you asked";

/** Each action in words. What is not here is spelled as the log has it, so that nothing that happened is hidden. */
const describers: Record<string, (details: Details) => ActivityLine> = {
  "project.created": () => plain("Made the project and its repository"),
  "project.imported": () => plain("Made the project from a repository on GitHub"),
  "repository.moved": () => plain("Moved the repository to GitHub, with its whole history"),
  "repository.connected": () => plain("Connected the repository on GitHub again"),
  "repository.disconnected": () => plain("Disconnected the repository on GitHub"),
  "run.requested": (details) => plain(`Asked the AI${quote(textOf(details, "prompt"))}`),
  "run.started": (details) => ({
    ...plain(`Began to work on ${branch(details)} with ${textOf(details, "model")}`),
    tone: "accent",
  }),
  "run.planned": (details) => {
    const features = Array.isArray(details.features) ? details.features.length : 0;
    return { ...plain(`Planned ${counted(features, "feature")}`), tone: "accent" };
  },
  "run.retried": (details) => ({
    text: `The provider did not answer as it should; trying again (${numberOf(details, "tries")})`,
    detail: textOf(details, "reason") || null,
    tone: "warning",
  }),
  "run.fell_back": (details) => ({
    text: `${textOf(details, "to")} has taken over from ${textOf(details, "from")}`,
    detail: textOf(details, "reason") || null,
    tone: "warning",
  }),
  "run.fallback_missing": (details) => ({
    text: `The model to fall back on, ${textOf(details, "to")}, cannot be used`,
    detail: textOf(details, "reason") || null,
    tone: "warning",
  }),
  "run.context_cut": (details) =>
    plain(
      "Not all of the project fits into what the AI is told",
      Array.isArray(details.leftOut) ? `Left out: ${revealControls(details.leftOut.join("; "))}` : null,
    ),
  "run.edited": (details) => plain(`Worded a waiting prompt anew${quote(textOf(details, "prompt"))}`),
  "run.removed": (details) => plain(`Took a waiting prompt back${quote(textOf(details, "prompt"))}`),
  "run.tried_again": (details) =>
    plain(
      `Asked to try ${numberOf(details, "step") === 0 ? "a run" : `step ${numberOf(details, "step")}`} again on ${branch(details)}`,
      `Beside ${branch(details, "beside")}, with ${textOf(details, "model")}`,
    ),
  "run.step_redone": (details) =>
    plain(
      `Asked to do step ${numberOf(details, "step")} anew on ${branch(details)}${quote(textOf(details, "title"))}`,
      `With ${textOf(details, "model")}`,
    ),
  "run.waiting": (details) => ({ text: `Asks${quote(textOf(details, "question"))}`, detail: null, tone: "warning" }),
  "run.resumed": (details) =>
    plain("Let the run go on", textOf(details, "answer") === "" ? null : `Answer: ${textOf(details, "answer")}`),
  "run.finished": (details) => ({
    text: "Finished the run",
    detail: textOf(details, "summary") || null,
    tone: "success",
  }),
  "run.failed": (details) => ({ text: "The run failed", detail: reasonAndFix(details), tone: "danger" }),
  "run.stopped": () => plain("The run was stopped"),
  "run.interrupted": () => ({
    text: "The run was interrupted",
    detail: "Its worker went away. Resume it in the conversation; nothing is lost.",
    tone: "warning",
  }),
  "step.committed": (details) => ({
    text: `Committed ${sha(details)}${quote(textOf(details, "title"))}`,
    detail: `${counted(numberOf(details, "fileCount"), "file")}, step ${numberOf(details, "step")}`,
    tone: "success",
  }),
  "step.not_pushed": (details) => ({
    text: `Step ${numberOf(details, "step")} is not pushed yet; trying again`,
    detail: reasonAndFix(details),
    tone: "warning",
  }),
  "plan.updated": (details) =>
    plain(`Changed the plan: ${counted(Array.isArray(details.features) ? details.features.length : 0, "feature")}`),
  "commit.created": (details) =>
    plain(`Committed ${sha(details)} to ${branch(details)}${quote(textOf(details, "subject"))}`),
  "commit.reverted": (details) =>
    plain(`Took back ${textOf(details, "of").slice(0, 7)} on ${branch(details)} with ${sha(details)}`),
  "commit.restored": (details) =>
    plain(`Brought ${branch(details)} back to ${textOf(details, "of").slice(0, 7)} with ${sha(details)}`),
  "branch.created": (details) => plain(`The branch ${branch(details)} was made`),
  "branch.pushed": (details) =>
    plain(
      `Pushed ${counted(numberOf(details, "commits"), "commit")} to ${branch(details)}${quote(textOf(details, "subject"))}`,
    ),
  "branch.deleted": (details) => plain(`The branch ${branch(details)} was deleted`),
  "branch.merged": (details) => ({
    ...plain(`Merged ${branch(details)} into ${branch(details, "into")}`),
    tone: "success",
  }),
  "pull_request.opened": (details) =>
    plain(`Opened pull request ${numberOf(details, "number")}${quote(textOf(details, "title"))}`),
  "pull_request.edited": (details) => plain(`Changed pull request ${numberOf(details, "number")}`),
  "pull_request.reopened": (details) => plain(`Opened pull request ${numberOf(details, "number")} again`),
  "pull_request.closed": (details) =>
    plain(
      `Pull request ${numberOf(details, "number")} was closed`,
      textOf(details, "reason") === "branch_deleted" ? "Its branch was deleted." : null,
    ),
  "pull_request.merged": (details) => ({
    text: `Merged pull request ${numberOf(details, "number")} into ${branch(details, "into")}${quote(textOf(details, "title"))}`,
    detail: null,
    tone: "success",
  }),
  "pull_request.conflicted": (details) =>
    plain(
      `Asked the AI to resolve the conflicts of pull request ${numberOf(details, "number")}`,
      Array.isArray(details.paths) ? revealControls(details.paths.join(", ")) : null,
    ),
  "review.commented": (details) =>
    plain(`Commented on pull request ${numberOf(details, "number")}${quote(textOf(details, "text"))}`),
  "review.comment_edited": (details) =>
    plain(`Edited a comment on pull request ${numberOf(details, "number")}${quote(textOf(details, "text"))}`),
  "review.comment_deleted": (details) =>
    plain(`Deleted a comment on pull request ${numberOf(details, "number")}${quote(textOf(details, "text"))}`),
  "review.submitted": (details) =>
    plain(
      textOf(details, "verdict") === "approved"
        ? `Approved pull request ${numberOf(details, "number")}`
        : `Reviewed pull request ${numberOf(details, "number")}`,
      textOf(details, "text") || null,
    ),
  "review.resolved": (details) => plain(`Resolved a thread of pull request ${numberOf(details, "number")}`),
  "review.reopened": (details) => plain(`Opened a thread of pull request ${numberOf(details, "number")} again`),
  "review.answered": (details) => ({
    text: `Answered a comment on pull request ${numberOf(details, "number")}`,
    detail: textOf(details, "text") || null,
    tone: "success",
  }),
  "review.questioned": (details) => ({
    text: `Asks back on pull request ${numberOf(details, "number")}`,
    detail: textOf(details, "text") || null,
    tone: "warning",
  }),
  "check.passed": (details) => plain(`The check ${textOf(details, "name")} passed for ${sha(details)}`),
  "check.failed": (details) => ({
    text: `The check ${textOf(details, "name")} did not pass for ${sha(details)}: ${textOf(details, "outcome")}`,
    detail: null,
    tone: "danger",
  }),
  "repository.default_branch_moved": (details) => ({
    text: `The default branch is ${textOf(details, "to")} now, and was ${textOf(details, "from")}`,
    detail: "Production is deployed from it from now on.",
    tone: "warning",
  }),
  "repository.renamed": (details) => plain(`The repository is called ${textOf(details, "name")} now`),
  "repository.transferred": (details) => plain(`The repository was moved to ${textOf(details, "name")}`),
  "repository.archived": (details) => ({
    text: `${textOf(details, "name")} was archived on GitHub`,
    detail: "Nothing can be pushed to it until it is unarchived there.",
    tone: "warning",
  }),
  "repository.unarchived": (details) => plain(`${textOf(details, "name")} can be pushed to again`),
  "repository.deleted": (details) => ({
    text: `${textOf(details, "name")} was deleted on GitHub`,
    detail: "Restore it there, or connect this project to another repository.",
    tone: "danger",
  }),
  "repository.unreachable": (details) => ({
    text: `The GitHub App may not reach ${textOf(details, "name")} any more`,
    detail: "Install it on this repository again to go on.",
    tone: "danger",
  }),
  "repository.reachable": (details) => plain(`The GitHub App reaches ${textOf(details, "name")}`),
  "deployment.requested": (details) => plain(`Asked to deploy ${branch(details)}`),
  "deployment.retried": (details) => plain(`Asked to build ${sha(details)} again`),
  "deployment.promoted": (details) => plain(`Asked to serve ${sha(details)} as production`),
  "deployment.cancel_requested": (details) => plain(`Asked to cancel the build of ${sha(details)}`),
  "deployment.building": (details) => ({
    ...plain(`${place(details)} is being built from ${sha(details)}`),
    tone: "accent",
  }),
  "deployment.ready": (details) => ({
    text: `${place(details)} is ready at ${sha(details)}`,
    detail: null,
    tone: "success",
  }),
  "deployment.failed": (details) => ({
    text: `${place(details)} could not be built from ${sha(details)}`,
    detail: reasonAndFix(details),
    tone: "danger",
  }),
  "deployment.canceled": (details) => plain(`The build of ${sha(details)} was canceled`),
  "deployment.repair_started": (details) => ({
    ...plain(`The AI repairs ${branch(details)} at ${sha(details)}, ${ofAttempts(details)}`),
    tone: "accent",
  }),
  "deployment.repair_stopped": (details) => ({
    text: `${place(details)} is not repaired any further`,
    detail: repairReasons[textOf(details, "reason")] ?? null,
    tone: "warning",
  }),
  "domain.added": (details) => plain(`Added the domain ${textOf(details, "name")}`),
  "domain.removed": (details) => plain(`Removed the domain ${textOf(details, "name")}`),
  "variable.saved": (details) => plain(`Set the environment variable ${textOf(details, "name")}`),
  "variable.removed": (details) => plain(`Removed the environment variable ${textOf(details, "name")}`),
  "endpoint.added": (details) => plain(`${textOf(details, "address")} hears about deployments from now on`),
  "endpoint.changed": (details) => plain(`Changed the webhook to ${textOf(details, "address")}`),
  "endpoint.rotated": (details) => plain(`Made a new secret for the webhook to ${textOf(details, "address")}`),
  "endpoint.removed": (details) => plain(`${textOf(details, "address")} hears about deployments no longer`),
  "deployment.blocked": (details) => ({
    text: `${place(details)} is blocked by the deploy host`,
    detail: reasonAndFix(details),
    tone: "warning",
  }),
};

/** One line of the activity log, in words for people. */
export const describeActivity = ({ action, details }: Pick<Activity, "action" | "details">): ActivityLine =>
  describers[action]?.(details) ??
  plain(
    action.replaceAll(/[._]/g, " "),
    Object.keys(details).length === 0 ? null : revealControls(JSON.stringify(details)).slice(0, 300),
  );
