import type { Deployment } from "#core/contracts/deployment.ts";
import type { PlanFeature } from "#core/contracts/plan.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Run, RunStep } from "#core/contracts/run.ts";

/** What a description is written from: the runs of the branch, oldest first, with their steps. */
export interface BranchStory {
  project: Pick<Project, "id" | "name">;
  branch: string;
  base: string;
  runs: Run[];
  steps: RunStep[];
  plan: PlanFeature[];
  preview: Deployment | null;
  /** Subjects of the branch's commits, oldest first, for a branch no run has worked on. */
  subjects: string[];
  appOrigin: string;
}

const MAXIMUM_TITLE = 100;
const numbers = new Intl.NumberFormat("en-US");

const shorten = (text: string, maximum: number): string =>
  text.length > maximum ? `${text.slice(0, maximum - 1).trimEnd()}…` : text;

const firstLine = (text: string): string =>
  text
    .split("\n")
    .find((line) => line.trim() !== "")
    ?.trim() ?? "";

/** Repository and model text, as text: no mention, image or markup of it takes effect in the description. */
const quote = (text: string): string =>
  text
    .trim()
    .split("\n")
    .map((line) => `> ${line.replaceAll("@", "@\u200b").replaceAll("<", "&lt;")}`)
    .join("\n");

const plain = (text: string): string => text.replaceAll("@", "@\u200b").replaceAll("<", "&lt;");

/** A title a reviewer can tell apart: what the first run set out to do, or the only commit's subject. */
export const titleBranch = ({ runs, subjects, branch }: BranchStory): string => {
  const said = firstLine(runs[0]?.prompt ?? "") || (subjects.length === 1 ? (subjects[0] ?? "") : "");
  const name = branch.split("/").at(-1) ?? branch;
  return shorten(said === "" ? name.replaceAll(/[-_]+/g, " ") : said, MAXIMUM_TITLE);
};

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : [`### ${title}\n\n${lines.join("\n")}`];

const describeSteps = (steps: RunStep[]): string[] =>
  steps
    .filter(({ commitSha }) => commitSha !== null)
    .map(({ title, summary, commitSha }) => {
      const told = firstLine(summary);
      const more = told === "" || told === title ? "" : `: ${plain(shorten(told, 300))}`;
      return `- \`${commitSha?.slice(0, 7)}\` ${plain(title)}${more}`;
    });

const describePlan = (plan: PlanFeature[], runs: Run[]): string[] => {
  const ids = new Set(runs.map(({ id }) => id));
  return plan
    .filter(({ runId, status }) => runId !== null && ids.has(runId) && status !== "dropped")
    .map(({ feature, status }) => `- [${status === "done" ? "x" : " "}] ${plain(feature)}`);
};

const describeChecks = (steps: RunStep[]): string[] => {
  const last = steps.findLast(({ checks }) => Object.keys(checks).length > 0);
  return Object.entries(last?.checks ?? {}).map(([name, outcome]) => `- ${plain(name)}: ${outcome}`);
};

const describePreview = ({ preview }: BranchStory): string[] => {
  if (preview === null) return [];
  const state = preview.state === "ready" ? "" : ` (${preview.state})`;
  return preview.url === null ? [`The preview is ${preview.state}.`] : [`${preview.url}${state}`];
};

const describeCost = (runs: Run[]): string[] => {
  if (runs.length === 0) return [];
  const input = runs.reduce((sum, { usage }) => sum + usage.inputTokens, 0);
  const output = runs.reduce((sum, { usage }) => sum + usage.outputTokens, 0);
  const cost = runs.reduce((sum, { usage }) => sum + usage.costUsd, 0);
  const models = [...new Set(runs.map(({ provider, model }) => `${provider}/${model}`))].join(", ");
  return [
    `${numbers.format(input)} tokens read, ${numbers.format(output)} written, $${cost.toFixed(2)}, by ${models} in ${runs.length === 1 ? "1 run" : `${runs.length} runs`}.`,
  ];
};

/**
 * The description of a branch for its reviewer: what was done, why, the plan's items, checks, preview, cost, and how to
 * go on. Written anew whenever the branch moves, for as long as nobody has written into it.
 */
export const describeBranch = (story: BranchStory): string => {
  const { runs, steps, plan, branch, base, subjects, project, appOrigin } = story;
  const what = plain(runs.findLast(({ summary }) => summary !== null)?.summary ?? runs[0]?.intent ?? "");
  const changes = describeSteps(steps);
  const workspace = `${appOrigin}/projects/${project.id}?branch=${encodeURIComponent(branch)}`;
  return [
    ...(what === "" ? [] : [what]),
    ...section("What changed", changes.length > 0 ? changes : subjects.map((subject) => `- ${plain(subject)}`)),
    ...section(
      "Why",
      runs.map(({ prompt }) => quote(shorten(prompt, 1_000))),
    ),
    ...section("Plan", describePlan(plan, runs)),
    ...section("Checks", describeChecks(steps)),
    ...section("Preview", describePreview(story)),
    ...section("Cost", describeCost(runs)),
    ...section("How to go on", [
      "- Comment on a line and mention @letscode: the AI answers with a commit and a reply.",
      `- Or open the [workspace](${workspace}) and write what is missing.`,
      `- Or work on it yourself: \`git fetch && git switch ${branch}\`. What you push stays; the AI works on top of it.`,
      `- Merging it into \`${base}\` deploys it.`,
    ]),
  ].join("\n\n");
};
