import { describe, expect, it } from "vitest";
import { describeRedoneStep } from "#orchestrator/prompts/redone-step.ts";
import { readTemplate } from "#orchestrator/templates/index.ts";
import { buildDemoApp, changedPaths, demo, groomerPrompt } from "#tests/helpers/build-demo-app.ts";
import { runDemo, toTree } from "#tests/helpers/demo-workspace.ts";

/** Asks once more for a prompt of which one step is to be done anew, as the run loop does. */
const redo = async (tree: Map<string, string>, prompt: string, title: string) => {
  const told = describeRedoneStep({ number: 2, title, summary: "What it was about." }, []);
  const run = await runDemo({
    provider: demo,
    prompt,
    tree,
    messages: [
      { role: "system", parts: [{ type: "text", text: "You build apps." }] },
      {
        role: "system",
        parts: [
          { type: "text", text: "What the project is." },
          { type: "text", text: told },
        ],
      },
      { role: "user", parts: [{ type: "text", text: prompt }] },
    ],
  });
  return run.steps.map((step) => step.title);
};

describe("one step that the demo does anew", () => {
  it("is a step of the first build, over an app that has lost it", async () => {
    const tree = await buildDemoApp(groomerPrompt);
    const whole = new Map(tree);
    const before = toTree((await readTemplate("saas")).files);
    for (const path of ["README.md", "public/favicon.svg"]) tree.set(path, before.get(path) ?? "");
    expect(await redo(tree, groomerPrompt, "Polish the look and write the README")).toEqual([
      "Polish the look and write the README",
    ]);
    expect(changedPaths(whole, tree)).toEqual([]);
  });

  it("is the first step, when the data model itself was taken back", async () => {
    const tree = await buildDemoApp(groomerPrompt);
    const whole = new Map(tree);
    tree.set("src/model/index.ts", tree.get("src/model/index.ts")?.replaceAll(/^(?:import|export).*$/gm, "") ?? "");
    expect(await redo(tree, groomerPrompt, "Describe the data and name the app")).toEqual([
      "Describe the data and name the app",
    ]);
    expect(changedPaths(whole, tree)).toEqual([]);
  });

  it("is one of several changes, and the others are left alone", async () => {
    const tree = await buildDemoApp(groomerPrompt);
    expect(await redo(tree, "make it green and call the app Pawfect", "Make the app green")).toEqual([
      "Make the app green",
    ]);
  });

  it("is none, when nothing of that name was asked for", async () => {
    const tree = await buildDemoApp(groomerPrompt);
    expect(await redo(tree, "make it green", "Make the app blue")).toEqual([]);
  });
});
