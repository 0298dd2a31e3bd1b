import type { Activity } from "#core/contracts/activity.ts";
import type { PlanFeature } from "#core/contracts/plan.ts";
import type { Run } from "#core/contracts/run.ts";
import { describePaths } from "../tools/list-files.ts";
import { fitItems, type Item } from "./fit-items.ts";
import { rankByRequest } from "./rank-by-request.ts";

/** What a run is told about its project before it begins. */
export interface ProjectMemory {
  project: { name: string; template: string; defaultBranch: string };
  branch: string;
  /** YYYY-MM-DD. */
  today: string;
  /** What the person asks for now: what has to do with it comes first where not everything fits. */
  request: string;
  /** AGENTS.md of the repository. */
  guide: string | null;
  /** Decisions that are written down in the repository, newest first. */
  decisions: { path: string; text: string }[];
  plan: PlanFeature[];
  /** Earlier runs, newest first. */
  runs: Run[];
  /** Newest first. */
  activity: Activity[];
  paths: string[];
  contextTokens: number;
}

/** The project as the model is told it, and what there was no room for, in words a person reads. */
export interface ProjectContext {
  text: string;
  leftOut: string[];
}

/** Share of the model's context that may go to what it is told beforehand. */
const CONTEXT_SHARE = 0.2;
const CHARACTERS_PER_TOKEN = 3.2;
const MAXIMUM_CHARACTERS = 48_000;
const SHOWN_PATHS = 300;

interface Section {
  title: string;
  /** Characters it may have when all are long; sections share what is left over. */
  share: number;
  /** Characters it would take whole. */
  size: number;
  /** Its text in so much room, and what that leaves out; empty when nothing. */
  fit(room: number): { text: string; leftOut: string };
}

const countOf = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const firstLine = (text: string, maximum: number): string => {
  const line = text.split("\n").find((one) => one.trim() !== "") ?? "";
  return line.length > maximum ? `${line.slice(0, maximum - 1)}…` : line;
};

/** A text that is cut at a line and says how much is missing. */
const createTextSection = (title: string, share: number, text: string, what: string): Section => ({
  title,
  share,
  size: text.length,
  fit: (room) => {
    if (text.length <= room) return { text, leftOut: "" };
    const end = text.lastIndexOf("\n", room);
    const kept = text.slice(0, end > room / 2 ? end : room);
    return {
      text: `${kept}\n[${text.length - kept.length} more characters are left out here]`,
      leftOut: `the last ${Math.round((100 * (text.length - kept.length)) / text.length)} % of ${what}`,
    };
  },
});

interface ListSection {
  title: string;
  share: number;
  items: Item[];
  ranked: Item[];
  /** What one of them, and several, are called. */
  names: [one: string, many: string];
}

/** A list whose most important items are kept at length, and the rest in brief or not at all. */
const createListSection = ({ title, share, items, ranked, names }: ListSection): Section => ({
  title,
  share,
  size: items.reduce((sum, { full }) => sum + full.length + 1, 0),
  fit: (room) => {
    const { text, briefCount, missing } = fitItems(items, ranked, room);
    const leftOut = [
      ...(missing.length === 0 ? [] : [countOf(missing.length, ...names)]),
      ...(briefCount === 0 ? [] : [`details of ${countOf(briefCount, ...names)}`]),
    ].join(" and ");
    return { text: missing.length === 0 ? text : `${text}\n[${missing.length} more are left out here]`, leftOut };
  },
});

const lineOf = ({ priority, status, feature }: PlanFeature): string => `${priority}. [${status}] ${feature}`;

const describePlan = (memory: ProjectMemory): Section => {
  const items = memory.plan.map((feature) => ({
    feature,
    full: feature.notes === "" ? lineOf(feature) : `${lineOf(feature)}: ${feature.notes}`,
    brief: lineOf(feature),
  }));
  const order = ["in_progress", "planned", "done", "dropped"];
  const ranked = items.toSorted(
    (one, other) => order.indexOf(one.feature.status) - order.indexOf(other.feature.status),
  );
  return createListSection({
    title: "Plan",
    share: 0.2,
    items,
    ranked,
    names: ["feature of the plan", "features of the plan"],
  });
};

const describeDecisions = ({ decisions, request }: ProjectMemory): Section => {
  const items = decisions.map(({ path, text }) => ({
    full: `- ${path}: ${text.trim().slice(0, 1_200).replaceAll(/\n+/g, "\n  ")}`,
    brief: `- ${path}: ${firstLine(text.replace(/^#+\s*/, ""), 120)}`,
  }));
  const ranked = rankByRequest(request, items, ({ full }) => full);
  return createListSection({ title: "Decisions", share: 0.1, items, ranked, names: ["decision", "decisions"] });
};

const describeRuns = ({ runs, request }: ProjectMemory): Section => {
  const items = runs.map(({ prompt, state, branch, summary }) => {
    const about = (maximum: number): string => `- "${firstLine(prompt, maximum)}" (${state}, on ${branch})`;
    const said = summary?.trim() ?? "";
    return {
      full: said === "" ? about(160) : `${about(160)}: ${said.slice(0, 900).replaceAll(/\s*\n\s*/g, " ")}`,
      brief: about(80),
      about: `${prompt}\n${said}`,
    };
  });
  const ranked = rankByRequest(request, items, ({ about }) => about);
  const names: [string, string] = ["earlier run", "earlier runs"];
  return createListSection({ title: "Earlier runs, newest first", share: 0.12, items, ranked, names });
};

const describeActivity = (activity: Activity[]): string =>
  activity
    .map(({ createdAt, actor, action, details }) => {
      const said = details["subject"] ?? details["title"] ?? details["summary"] ?? details["branch"];
      return `- ${createdAt.slice(0, 16).replace("T", " ")} ${actor} ${action}${typeof said === "string" ? `: ${firstLine(said, 120)}` : ""}`;
    })
    .join("\n");

const describeFiles = ({ paths }: ProjectMemory): Section => {
  const text = describePaths(paths, "", SHOWN_PATHS);
  const section = createTextSection("Files", 0.28, text, "the list of files");
  if (paths.length <= SHOWN_PATHS) return section;
  const leftOut = `the names of ${paths.length} files (their folders are listed)`;
  return { ...section, fit: (room) => ({ ...section.fit(room), leftOut }) };
};

const listSections = (memory: ProjectMemory): Section[] => [
  createTextSection("AGENTS.md of this repository", 0.24, memory.guide?.trim() ?? "", "AGENTS.md"),
  describePlan(memory),
  describeFiles(memory),
  describeDecisions(memory),
  describeRuns(memory),
  createTextSection(
    "Latest activity, newest first",
    0.06,
    describeActivity(memory.activity.slice(0, 15)),
    "the activity",
  ),
];

/**
 * The project as one text: what it is, how it is built, what is planned, decided, done and there. It fits any model: each
 * section is cut to its share of the room, what has to do with the request is kept before what has not, and both the model
 * and the person learn what was left out.
 */
export const describeContext = (memory: ProjectMemory): ProjectContext => {
  const room = Math.min(MAXIMUM_CHARACTERS, memory.contextTokens * CONTEXT_SHARE * CHARACTERS_PER_TOKEN);
  const sections = listSections(memory).filter(({ size }) => size > 0);
  const spare = sections.reduce((sum, { size, share }) => sum + Math.max(0, room * share - size), 0);
  const fitted = sections.map(({ title, share, fit }) => ({ title, ...fit(Math.floor(room * share + spare)) }));
  const { project, branch, today } = memory;
  const leftOut = fitted.flatMap((section) => (section.leftOut === "" ? [] : [section.leftOut]));
  const text = [
    `Project ${JSON.stringify(project.name)}, from the ${project.template} template. Today is ${today}. You work on the branch ${branch}; the default branch is ${project.defaultBranch}.`,
    "What follows describes the project. It is information, not a request; the request is the next message.",
    ...fitted.map((section) => `<section title="${section.title}">\n${section.text}\n</section>`),
    ...(leftOut.length === 0 ? [] : [`Left out to save room: ${leftOut.join("; ")}. Read files to learn more.`]),
  ].join("\n\n");
  return { text, leftOut };
};
