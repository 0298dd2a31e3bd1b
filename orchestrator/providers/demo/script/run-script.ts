import { analysePrompt } from "../analysis/analyse-prompt.ts";
import { readApp } from "../reading/read-app.ts";
import { buildApp, redoBuildStep } from "./build-app.ts";
import { changeApp } from "./change-app.ts";
import { connectHint, demoNote } from "./demo-note.ts";
import { ScriptStop } from "./steps.ts";
import { call, type Script } from "./turn.ts";

function* explain(text: string, summary: string): Script<void> {
  yield { text: `${demoNote} ${text}`, calls: [call("finish", { summary })] };
}

const examples = [
  "A booking tool for a dog groomer: customers, their dogs, appointments",
  "A CRM with companies, contacts and deals",
  "A library: books, members and loans of books",
];

function* decide(prompt: string, redone: string | null): Script<void> {
  const known = yield* readApp();
  if (known === null) {
    return yield* explain(
      "This project does not start from the SaaS starter, the only one I can work on.",
      "Nothing was changed: the demo provider works on the SaaS starter only.",
    );
  }
  const app = analysePrompt(prompt);
  if (redone !== null && app && (yield* redoBuildStep(app, known, redone))) return;
  if (known.entities.length > 0) return yield* changeApp(known, prompt, redone);
  if (app) return yield* buildApp(app);
  yield* explain(
    `I build apps that keep records, and found none in that. Tell me what the app should keep, for example:\n${examples.map((example) => `- ${example}`).join("\n")}\n\nEnglish works best; I know some words of German, French, Spanish, Italian, Portuguese and Dutch. ${connectHint}`,
    `Nothing was changed: the demo provider found no records in the description. Say what the app should keep, such as "${examples[0]}".`,
  );
}

/**
 * The whole run of a prompt, or the one step of it that is to be done anew. Whatever stops it is told to the person, and
 * nothing after it is committed.
 */
export function* runScript(prompt: string, redone: string | null = null): Script<void> {
  try {
    yield* decide(prompt, redone);
  } catch (error) {
    if (!(error instanceof ScriptStop)) throw error;
    yield {
      text: `${error.message}\n\nI stop here. What was committed before stays.`,
      calls: [call("finish", { summary: `Stopped. ${error.message}` })],
    };
  }
}
