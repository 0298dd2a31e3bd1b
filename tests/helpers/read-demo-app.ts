import { readApp, type KnownApp } from "#orchestrator/providers/demo/reading/read-app.ts";

/** The app as the demo reads it from its files. */
export function readDemoApp(tree: Map<string, string>): KnownApp {
  const script = readApp();
  let step = script.next();
  while (!step.done) {
    step = script.next(
      step.value.calls.map(({ arguments: { path } }) => {
        const content = tree.get(String(path));
        return { content: content ?? "", isError: content === undefined };
      }),
    );
  }
  if (!step.value) throw new Error("the demo cannot read this app");
  return step.value;
}
