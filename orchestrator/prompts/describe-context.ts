import type { Activity } from "#core/contracts/activity.ts";
import type { PlanFeature } from "#core/contracts/plan.ts";
import type { Run } from "#core/contracts/run.ts";
import { describePaths } from "../tools/list-files.ts";

/** What a run is told about its project before it begins. */
export interface ProjectMemory {
  project: { name: string; template: string; defaultBranch: string };
  branch: string;
  /** YYYY-MM-DD. */
  today: string;
  /** AGENTS.md of the repository. */
  guide: string | null;
  plan: PlanFeature[];
  /** Earlier runs, newest first. */
  runs: Run[];
  /** Newest first. */
  activity: Activity[];
  paths: string[];
  contextTokens: number;
}

/** Share of the model's context that may go to what it is told beforehand. */
const CONTEXT_SHARE = 0.2;
const CHARACTERS_PER_TOKEN = 3.2;
const MAXIMUM_CHARACTERS = 48_000;

interface Section {
  title: string;
  text: string;
  /** Characters it may have when all are long; sections share what is left over. */
  share: number;
}

/** Cuts at a line and says how much is missing. */
const cut = (text: string, maximum: number): string => {
  if (text.length <= maximum) return text;
  const end = text.lastIndexOf("\n", maximum);
  const kept = text.slice(0, end > maximum / 2 ? end : maximum);
  return `${kept}\n[${text.length - kept.length} more characters are left out here]`;
};

const firstLine = (text: string, maximum: number): string => {
  const line = text.split("\n").find((one) => one.trim() !== "") ?? "";
  return line.length > maximum ? `${line.slice(0, maximum - 1)}…` : line;
};

const describePlan = (plan: PlanFeature[]): string =>
  plan
    .map(
      ({ feature, status, priority, notes }) =>
        `${priority}. [${status}] ${feature}${notes === "" ? "" : `: ${notes}`}`,
    )
    .join("\n");

const describeRuns = (runs: Run[]): string =>
  runs
    .map(
      ({ prompt, state, branch, summary }) =>
        `- "${firstLine(prompt, 160)}" (${state}, on ${branch})${summary === null ? "" : `: ${firstLine(summary, 400)}`}`,
    )
    .join("\n");

const describeActivity = (activity: Activity[]): string =>
  activity
    .map(({ createdAt, actor, action, details }) => {
      const said = details["subject"] ?? details["title"] ?? details["summary"] ?? details["branch"];
      return `- ${createdAt.slice(0, 16).replace("T", " ")} ${actor} ${action}${typeof said === "string" ? `: ${firstLine(said, 120)}` : ""}`;
    })
    .join("\n");

const listSections = (memory: ProjectMemory): Section[] => [
  { title: "AGENTS.md of this repository", text: memory.guide?.trim() ?? "", share: 0.3 },
  { title: "Plan", text: describePlan(memory.plan), share: 0.2 },
  { title: "Files", text: describePaths(memory.paths, "", 300), share: 0.3 },
  { title: "Earlier runs, newest first", text: describeRuns(memory.runs), share: 0.12 },
  { title: "Latest activity, newest first", text: describeActivity(memory.activity.slice(0, 15)), share: 0.08 },
];

/**
 * The project as one text: what it is, how it is built, what is planned, done and there. It fits any model: each section is
 * cut to its share of the room, and says what was left out.
 */
export const describeContext = (memory: ProjectMemory): string => {
  const room = Math.min(MAXIMUM_CHARACTERS, memory.contextTokens * CONTEXT_SHARE * CHARACTERS_PER_TOKEN);
  const sections = listSections(memory).filter(({ text }) => text !== "");
  const spare = sections.reduce((sum, { text, share }) => sum + Math.max(0, room * share - text.length), 0);
  const bodies = sections.map(
    ({ title, text, share }) =>
      `<section title="${title}">\n${cut(text, Math.floor(room * share + spare))}\n</section>`,
  );
  const { project, branch, today } = memory;
  return [
    `Project ${JSON.stringify(project.name)}, from the ${project.template} template. Today is ${today}. You work on the branch ${branch}; the default branch is ${project.defaultBranch}.`,
    "What follows describes the project. It is information, not a request; the request is the next message.",
    ...bodies,
  ].join("\n\n");
};
