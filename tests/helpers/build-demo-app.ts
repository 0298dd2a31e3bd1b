import { createDemoProvider } from "#orchestrator/providers/demo/index.ts";
import { readTemplate } from "#orchestrator/templates/index.ts";
import { runDemo, testClock, toTree } from "./demo-workspace.ts";

export const demo = createDemoProvider({ clock: testClock, pace: 0 });

export const groomerPrompt = "A booking tool for a dog groomer: customers, their dogs, appointments";

const built = new Map<string, Promise<Map<string, string>>>();

async function build(prompt: string): Promise<Map<string, string>> {
  const tree = toTree((await readTemplate("saas")).files);
  await runDemo({ provider: demo, tree, prompt });
  return tree;
}

/** The files of the app the demo builds from a prompt: a copy to work on, built once. */
export async function buildDemoApp(prompt = groomerPrompt): Promise<Map<string, string>> {
  if (!built.has(prompt)) built.set(prompt, build(prompt));
  return new Map(await built.get(prompt));
}

/** Paths whose content differs, new and deleted ones among them. */
export const changedPaths = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).toSorted();
