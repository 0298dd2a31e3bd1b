import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDemoApp, demo } from "#tests/helpers/build-demo-app.ts";
import { openAppFolder } from "#tests/helpers/demo-app-folder.ts";
import { runDemo } from "#tests/helpers/demo-workspace.ts";

/** One after the other on one app: each must leave it working for the next. */
const stories: Record<string, string[]> = {
  groomer: [
    "add a due date, a size (small, large) and a vaccinated checkbox to dogs",
    "make it green and use a serif font with rounder corners",
    "rename customers to clients",
    "rename price to fee",
    "remove the fee",
    "assign appointments to groomers",
    "add invoices to clients and sort invoices by amount descending",
    "add an 'On hold' status to appointments; remove the status No-show; rename Booked to Reserved",
    "make phone required, put appointments first in the menu and hide duration in the appointments table",
    'call the app Pawfect & Friends; change the tagline to Happy "dogs" <everywhere>; use euros; dark theme by default',
    "remove dogs",
    "remove invoices",
    "start with no sample data",
  ],
  crm: [
    "add a priority (low, medium, high) and a due date to deals",
    "remove the website, the amount and the notes",
    "add tasks and products with a price",
    "link products to companies",
    "remove contacts",
    "remove companies",
    "rename dashboard to Overview",
  ],
};
const prompts: Record<string, string> = {
  groomer: "A booking tool for a dog groomer: customers, their dogs, appointments",
  crm: "Build me a CRM",
};

describe("the demo provider's follow-ups", () => {
  let app: Awaited<ReturnType<typeof openAppFolder>>;
  beforeAll(async () => {
    app = await openAppFolder();
  }, 300_000);
  afterAll(() => app.close());

  it.each(Object.keys(stories))(
    "keep an app that compiles after each of them and builds in the end: %s",
    { timeout: 600_000 },
    async (name) => {
      const tree = await buildDemoApp(prompts[name] ?? "");
      const failures: string[] = [];
      for (const prompt of stories[name] ?? []) {
        const run = await runDemo({
          provider: demo,
          tree,
          prompt,
          answer: ({ options }) => String((options as string[])[0]),
        });
        await app.write(tree);
        const output = await app.typecheck();
        if (output !== null) failures.push(`${prompt}: ${output}`);
        const refused = run.calls.filter(({ isError, tool }) => isError && tool !== "read_file");
        failures.push(...refused.map((call) => `${prompt}: ${JSON.stringify(call)}`));
        if (run.steps.length === 0) failures.push(`${prompt}: ${run.summary}`);
      }
      expect(failures).toEqual([]);
      await app.write(tree);
      expect(await app.build()).toBeNull();
    },
  );
});
