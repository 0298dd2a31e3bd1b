import { describe, expect, it } from "vitest";
import { writeDashboard } from "#orchestrator/providers/demo/writing/write-dashboard.ts";
import { buildDemoApp, changedPaths, demo, groomerPrompt } from "#tests/helpers/build-demo-app.ts";
import { runDemo, type RunDemoOptions } from "#tests/helpers/demo-workspace.ts";
import { readDemoApp } from "#tests/helpers/read-demo-app.ts";

async function ask(prompt: string, options: Partial<RunDemoOptions> = {}) {
  const tree = options.tree ?? (await buildDemoApp());
  const before = new Map(tree);
  const run = await runDemo({ provider: demo, prompt, ...options, tree });
  return { run, tree, before, changed: changedPaths(before, tree), titles: run.steps.map(({ title }) => title) };
}

const edit = (tree: Map<string, string>, path: string, from: string | RegExp, to: string) => {
  const source = tree.get(path) ?? "";
  const changed = source.replace(from, to);
  if (changed === source) throw new Error(`${path} has no ${from}`);
  tree.set(path, changed);
};

describe("what the demo reads of an app", () => {
  it.each([
    groomerPrompt,
    "Build me a CRM",
    "Gym: members, classes, payments",
    "Track owners, their properties and orders",
  ])("is what it wrote: %s", async (prompt) => {
    const tree = await buildDemoApp(prompt);
    const app = readDemoApp(tree);
    expect(writeDashboard(app)).toBe(tree.get("src/pages/dashboard.tsx"));
    expect(app.entities.length).toBeGreaterThanOrEqual(3);
  });
});

describe("a follow-up", () => {
  it("is one step a request, each with its entry in the plan", async () => {
    const { run, titles, changed } = await ask(
      "add a due date to appointments, make it green and call the app Pawfect",
    );
    expect(titles).toEqual(["Add due date to appointments", "Make the app green", "Call the app Pawfect"]);
    const plan = run.calls
      .filter(({ tool }) => tool === "update_plan")
      .flatMap(({ arguments: { features } }) => features);
    expect(plan).toMatchObject([
      { feature: "Due date on appointments", status: "in_progress" },
      { feature: "The app in green", status: "in_progress" },
      { feature: "The app is called Pawfect", status: "in_progress" },
      { feature: "Due date on appointments", status: "done" },
      { feature: "The app in green", status: "done" },
      { feature: "The app is called Pawfect", status: "done" },
    ]);
    expect(changed).toEqual([
      "README.md",
      "index.html",
      "public/favicon.svg",
      "src/app-config.ts",
      "src/model/appointment.ts",
      "src/model/samples.ts",
      "src/pages/appointments-page.tsx",
      "src/styles/tokens.css",
      "supabase/migrations/20260101000200_add_due_date_to_appointments.sql",
    ]);
    expect(run.summary).toContain("Demo provider");
    expect(run.text).toContain("built-in demo");
  });

  it("edits files and writes none anew", async () => {
    const { run } = await ask("add a price to dogs; rename customers to clients; remove the breed; make it blue");
    const written = run.calls.filter(({ tool }) => tool === "write_file").map(({ arguments: { path } }) => path);
    expect(written).toEqual([expect.stringMatching(/^supabase\/migrations\/\d{14}_add_price_to_dogs\.sql$/)]);
    expect(run.calls.filter(({ isError }) => isError)).toEqual([]);
  });

  it("leaves what a person wrote by hand as it is", async () => {
    const tree = await buildDemoApp();
    edit(
      tree,
      "src/model/dog.ts",
      '    text("breed", "Breed"),',
      "    // by hand\n    text('breed', 'Race', { hint: 'As in the passport' }),",
    );
    edit(tree, "src/pages/dogs-page.tsx", "<Page title=", "<Page data-hand title=");
    edit(tree, "src/model/samples.ts", 'name: "Biscuit",', 'name: "Biscuit", // the first one\n   ');
    const { tree: after, titles } = await ask("add a chip number to dogs", { tree });
    expect(titles).toEqual(["Add chip number to dogs"]);
    expect(after.get("src/model/dog.ts")).toContain(
      "// by hand\n    text('breed', 'Race', { hint: 'As in the passport' }),",
    );
    expect(after.get("src/model/dog.ts")).toContain('text("chipNumber", "Chip number"),');
    expect(after.get("src/pages/dogs-page.tsx")).toContain("data-hand");
    expect(after.get("src/model/samples.ts")).toContain("// the first one");
  });

  it("adds a field to a model that was rewritten on one line", async () => {
    const tree = await buildDemoApp();
    edit(tree, "src/model/dog.ts", /fields: \[[\s\S]*\],\n\}\);/, 'fields: [text("name", "Name")] });');
    const { tree: after } = await ask("add a birthday to dogs", { tree });
    expect(after.get("src/model/dog.ts")).toContain('fields: [text("name", "Name"), date("birthday", "Birthday")]');
  });

  it("takes what goes off a dashboard that was changed by hand, and leaves the rest", async () => {
    const tree = await buildDemoApp();
    edit(tree, "src/pages/dashboard.tsx", 'label="Customers"', 'label="Good people"');
    edit(tree, "src/pages/dashboard.tsx", '<Page title="Dashboard"', '<Page title="Good morning"');
    const { tree: after, run } = await ask("remove dogs and remove the price", { tree });
    const dashboard = after.get("src/pages/dashboard.tsx") ?? "";
    expect(dashboard).not.toMatch(/dogs|price|Money|useTitles/i);
    expect(dashboard).toContain('label="Good people"');
    expect(dashboard).toContain("Good morning");
    expect(dashboard).toContain("<Agenda collection={appointments}");
    expect(
      run.calls.filter(({ tool, arguments: { path } }) => tool === "write_file" && path === "src/pages/dashboard.tsx"),
    ).toEqual([]);
  });

  it("says what it does not understand, that it is a demo, and what can be asked of this app", async () => {
    const { run, changed } = await ask("make the logo dance");
    expect(changed).toEqual([]);
    expect(run.text).toMatch(/built-in demo/);
    expect(run.text).toContain('I could not make anything of "make the logo dance"');
    const ideas = [...run.text.matchAll(/^- (.+)$/gm)].map(([, idea = ""]) => idea);
    expect(ideas).toHaveLength(3);
    const titles = await Promise.all(ideas.map(async (idea) => (await ask(idea)).titles));
    expect(titles).toEqual([[expect.any(String)], [expect.any(String)], [expect.any(String)]]);
  });

  it("does what it understands and names the rest", async () => {
    const { titles, run } = await ask("make it red. Also juggle the bananas.");
    expect(titles).toEqual(["Make the app red"]);
    expect(run.summary).toContain('Not understood: "juggle the bananas"');
  });

  it("asks where a field belongs when several places fit, and goes by the person's next message", async () => {
    const asked: unknown[] = [];
    const answer = (question: unknown) => {
      asked.push(question);
      return "I mean the dogs";
    };
    const { titles } = await ask("add a due date", { answer });
    expect(asked).toEqual([
      { question: "Which records should have due date?", options: ["Customers", "Dogs", "Appointments"] },
    ]);
    expect(titles).toEqual(["Add due date to dogs"]);
  });

  it("changes nothing on an answer it cannot match", async () => {
    const { changed, run } = await ask("add a due date", { answer: () => "whatever you like" });
    expect(changed).toEqual([]);
    expect(run.summary).toContain("Nothing was changed");
  });

  it("says the same again from the conversation alone, and nothing else", async () => {
    const [one, other] = [
      await ask("add a due date to appointments; remove the price"),
      await ask("add a due date to appointments; remove the price"),
    ];
    expect(one.run.messages).toEqual(other.run.messages);
    expect([...one.tree]).toEqual([...other.tree]);
  });

  it("goes on where an interrupted run was, in another process", async () => {
    const whole = await ask("make it green; add a price to dogs");
    const half = whole.run.messages.findIndex(({ parts }) =>
      parts.some((part) => part.type === "tool-call" && part.tool === "finish_step"),
    );
    const tree = new Map(whole.run.steps[0]?.tree);
    const rest = await runDemo({ provider: demo, tree, prompt: "", messages: whole.run.messages.slice(0, half + 2) });
    expect(rest.steps.map(({ title }) => title)).toEqual(["Add price to dogs"]);
    expect([...tree]).toEqual([...whole.tree]);
  });

  it("writes a step once more when it is refused, and then gives up with the reason", async () => {
    let refusals = 0;
    const { run, titles } = await ask("add a price to dogs; make it green", {
      check: () => ((refusals += 1) <= 2 ? "error: the build failed" : null),
    });
    expect(titles).toEqual([]);
    expect(run.summary).toContain("was not accepted twice");
  });

  it("knows a project that is not its own", async () => {
    const { run } = await ask("make it green", { tree: new Map([["README.md", "# Mine\n"]]) });
    expect(run.steps).toEqual([]);
    expect(run.summary).toContain("SaaS starter");
  });
});
