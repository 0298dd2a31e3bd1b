import { joinWords } from "../analysis/words.ts";
import type { Change } from "../changes/change.ts";
import { planChange } from "../changes/plan-change.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import { readApp, type KnownApp } from "../reading/read-app.ts";
import { readClause } from "../requests/read-requests.ts";
import { isHelpRequest } from "../requests/read-remark.ts";
import type { Reading, Request } from "../requests/request.ts";
import { splitRequest } from "../requests/split-request.ts";
import { suggestRequests } from "../requests/suggest-requests.ts";
import { connectHint, demoNote } from "./demo-note.ts";
import { isStepOf, planFeature, runStep, ScriptStop } from "./steps.ts";
import { call, type Script } from "./turn.ts";

/** What has happened so far in a run over an existing app. */
interface Progress {
  done: Change[];
  remarks: string[];
  /** Clauses nothing was made of. */
  unread: string[];
  isIntroduced: boolean;
  /** The one step that is to be done anew; null for all that was asked for. */
  redone: string | null;
}

const introduce = (progress: Progress, text: string): string => {
  if (progress.isIntroduced) return text;
  progress.isIntroduced = true;
  return `${demoNote}\n\n${text}`;
};

/** Asks which of several things is meant; the option whose words the answer has is chosen, or else the first. */
function* ask(reading: Extract<Reading, { type: "question" }>, progress: Progress): Script<Request | null> {
  const options = reading.options.map(({ label }) => label);
  const [result] = yield {
    text: introduce(progress, reading.question),
    calls: [call("ask_user", { question: reading.question, options })],
  };
  if (!result || result.isError) return null;
  const answer = (result.reply ?? result.content).toLowerCase();
  const chosen = reading.options.find(({ label }) => answer.includes(label.toLowerCase()));
  return chosen?.request ?? null;
}

/** Does one request as one step, and keeps the plan in step with it. */
function* carryOut(app: KnownApp, request: Request, progress: Progress): Script<void> {
  const change = planChange(app, request);
  if (progress.redone !== null && (change === null || !isStepOf(change, progress.redone))) return;
  if (!change) {
    progress.remarks.push("The app has something of that name already, so I left it as it is.");
    return;
  }
  yield* runStep({ ...change, text: introduce(progress, change.text) }, [planFeature(change, "in_progress")]);
  progress.done.push(change);
}

/** The app as it is now. It is read again only when a step has changed it: the same reading thrice counts as a loop. */
function* refresh(app: KnownApp, stepsBefore: number, progress: Progress): Script<KnownApp> {
  if (progress.done.length === stepsBefore) return app;
  return (yield* readApp()) ?? app;
}

/** Does what a clause was read as, and answers the app as it is then. */
function* follow(clause: string, readings: Reading[], first: KnownApp, progress: Progress): Script<KnownApp> {
  let app = first;
  for (const reading of readings) {
    if (reading.type === "remark") {
      progress.remarks.push(reading.text);
      continue;
    }
    const request = reading.type === "question" ? yield* ask(reading, progress) : reading.request;
    if (!request) continue;
    const stepsBefore = progress.done.length;
    yield* carryOut(app, renew(app, request), progress);
    app = yield* refresh(app, stepsBefore, progress);
    if (reading.type === "request" && reading.isFirst) {
      app = yield* follow(clause, withoutFirst(readClause(clause, app)), app, progress);
    }
  }
  return app;
}

/** Readings that do not ask to be read again, so that a clause is read twice at most. */
const withoutFirst = (readings: Reading[]) =>
  readings.filter((reading) => reading.type !== "request" || !reading.isFirst);

/** The same request over the app as it is after the steps before it. */
function renew(app: KnownApp, request: Request): Request {
  const find = (entity: KnownEntity) =>
    app.entities.find(({ collection }) => collection === entity.collection) ?? entity;
  if (request.kind === "add-entity") return { ...request, owner: request.owner && find(request.owner) };
  if ("entities" in request) return { ...request, entities: request.entities.map(find) };
  return "entity" in request ? { ...request, entity: find(request.entity) } : request;
}

const list = (ideas: string[]) => ideas.map((idea) => `- ${idea}`).join("\n");

function* finishRun(app: KnownApp, progress: Progress): Script<void> {
  const { done, remarks, unread } = progress;
  const ideas = suggestRequests(app);
  const missed = unread.map((clause) => `"${clause.length > 80 ? `${clause.slice(0, 80)} …` : clause}"`);
  const paragraphs = [
    ...remarks,
    ...(missed.length > 0 ? [`I could not make anything of ${joinWords(missed)}.`] : []),
    ...(missed.length > 0 || done.length === 0
      ? [`In this app you can ask me for, say:\n${list(ideas)}\n\n${connectHint}`]
      : []),
  ];
  const summary = [
    ...done.map((change) => change.summary),
    ...remarks,
    ...(missed.length > 0 ? [`Not understood: ${joinWords(missed)}.`] : []),
    ...(done.length === 0 ? ["Nothing was changed."] : []),
    done.length === 0
      ? `Try ${joinWords(
          ideas.map((idea) => `"${idea}"`),
          "or",
        )}.`
      : "",
    "(Demo provider)",
  ].filter((part) => part !== "");
  yield {
    text: paragraphs.length > 0 ? introduce(progress, paragraphs.join("\n\n")) : "",
    calls: [...done.map((change) => planFeature(change, "done")), call("finish", { summary: summary.join(" ") })],
  };
}

/**
 * Works on an app that exists: reads each part of the prompt against it as it is then, and does one step for each request,
 * or only the one that is to be done anew.
 */
export function* changeApp(first: KnownApp, prompt: string, redone: string | null = null): Script<void> {
  const progress: Progress = { done: [], remarks: [], unread: [], isIntroduced: false, redone };
  let app = first;
  for (const clause of splitRequest(prompt)) {
    if (isHelpRequest(clause)) continue;
    const readings = readClause(clause, app);
    if (readings.length === 0) progress.unread.push(clause);
    const stepsBefore = progress.done.length;
    try {
      app = yield* follow(clause, readings, app, progress);
    } catch (error) {
      if (!(error instanceof ScriptStop)) throw error;
      progress.remarks.push(error.message);
      if (error.isFinal) break;
      app = yield* refresh(app, stepsBefore, progress);
    }
  }
  yield* finishRun(app, progress);
}
