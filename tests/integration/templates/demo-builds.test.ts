import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoProvider } from "#orchestrator/providers/demo/index.ts";
import { readTemplate } from "#orchestrator/templates/index.ts";
import { openAppFolder } from "#tests/helpers/demo-app-folder.ts";
import { runDemo, testClock, toTree } from "#tests/helpers/demo-workspace.ts";

const prompts = [
  "A booking tool for a dog groomer: customers, their dogs, appointments",
  "Build me a CRM",
  "A library: books, members and loans of books. Equipment too.",
  '- Hives: location, queen colour\n- Inspections (date, honey frames, notes)\n- Users\n- Orders (order, user, 2nd address, default, "quoted")',
];

describe("the demo provider's apps", () => {
  let app: Awaited<ReturnType<typeof openAppFolder>>;
  const provider = createDemoProvider({ clock: testClock, pace: 0 });

  beforeAll(async () => {
    app = await openAppFolder();
  }, 300_000);
  afterAll(() => app.close());

  it("starts from a template that passes its own checks", async () => {
    await app.write(toTree((await readTemplate("saas")).files));
    expect(await app.typecheck()).toBeNull();
    expect(await app.build()).toBeNull();
  });

  it.each(prompts)("compiles after every step and builds in the end: %s", { timeout: 300_000 }, async (prompt) => {
    const tree = toTree((await readTemplate("saas")).files);
    const failures: string[] = [];
    const check = async (step: { title: string; tree: Map<string, string> }) => {
      await app.write(step.tree);
      const output = await app.typecheck();
      if (output !== null) failures.push(`${step.title}: ${output}`);
      return null;
    };
    const run = await runDemo({ provider, tree, prompt, check });
    expect(failures).toEqual([]);
    expect(await app.build()).toBeNull();
    expect(run.steps.length).toBeGreaterThanOrEqual(4);
    expect(run.calls.filter(({ isError }) => isError)).toEqual([]);
    expect(run.summary).toContain("demo");
  });
});
