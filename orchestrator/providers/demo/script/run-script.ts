import { analysePrompt } from "../analysis/analyse-prompt.ts";
import { buildApp } from "./build-app.ts";
import { ScriptStop } from "./steps.ts";
import { call, type Script } from "./turn.ts";
import { readFiles } from "./working-tree.ts";

const demoNote = "I am LETSCODE's built-in demo: I work from rules and templates, not from a language model.";

function* explain(text: string, summary: string): Script<void> {
  yield { text: `${demoNote} ${text}`, calls: [call("finish", { summary })] };
}

function* decide(prompt: string): Script<void> {
  const files = yield* readFiles("", ["src/routes.tsx", "src/model/index.ts"]);
  const routes = files["src/routes.tsx"] ?? null;
  if (routes === null) {
    return yield* explain(
      "This project does not start from the SaaS starter, the only one I can build on.",
      "Nothing was changed: the demo provider works on the SaaS starter only.",
    );
  }
  const app = analysePrompt(prompt);
  if (!app) {
    return yield* explain(
      "I found nothing in that to keep records of.",
      "Nothing was changed: the demo provider found no records in the description.",
    );
  }
  yield* buildApp(app);
}

/** The whole run of a prompt. Whatever stops it is told to the person, and nothing after it is committed. */
export function* runScript(prompt: string): Script<void> {
  try {
    yield* decide(prompt);
  } catch (error) {
    if (!(error instanceof ScriptStop)) throw error;
    yield {
      text: `${error.message}\n\nI stop here. What was committed before stays.`,
      calls: [call("finish", { summary: `Stopped. ${error.message}` })],
    };
  }
}
