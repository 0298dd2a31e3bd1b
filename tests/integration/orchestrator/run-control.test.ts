import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { Provider } from "#core/ports/provider.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { ProviderError, type ProviderErrorCode } from "#orchestrator/providers/provider-error.ts";
import { createScriptedProvider, type ScriptedAnswer, writeStep } from "#tests/helpers/scripted-provider.ts";
import { startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";

let stack: RunStack;
let project: Project;
let repository: RepositoryName;
beforeAll(async () => {
  stack = await startRunStack();
});
beforeEach(async () => {
  ({ project, repository } = await stack.createProject({ files: [{ path: "README.md", content: "# Small\n" }] }));
});
afterAll(() => stack.stop());

const never = new AbortController().signal;
const finish: ScriptedAnswer = { calls: [["finish", { summary: "Done." }]] };

const listActions = async (run: Run): Promise<string[]> =>
  (await stack.stores.activity.list(project.id, { limit: 50 })).items
    .filter(({ runId }) => runId === run.id)
    .map(({ action }) => action);

const failing =
  (code: ProviderErrorCode): (() => never) =>
  () => {
    throw new ProviderError({ code, provider: "scripted" });
  };

const workWith = async (first: ScriptedAnswer[], fallbackModel: string | null, get?: (name: string) => Provider) => {
  const run = await stack.createRun(project, "Do it", { branch: "letscode/fall-1", fallbackModel });
  const spare = { ...createScriptedProvider([writeStep("Add b", { "b.txt": "b\n" }), finish]), name: "spare" };
  const own = createScriptedProvider(first);
  const providers = { get: get ?? ((name: string) => (name === "spare" ? spare : own)) };
  await stack.createExecutor(own, { providers }).execute(run.id, never);
  const ended = await stack.stores.runs.get(run.id);
  if (ended === null) throw new Error("the run is gone");
  return { ended, own, spare };
};

const keepImage = () =>
  stack.stores.promptImages.save({
    projectId: project.id,
    createdBy: stack.owner.id,
    name: "sketch.png",
    mediaType: "image/png",
    bytes: 3,
    data: "AAAA",
  });

describe("a model to fall back on", () => {
  test("A9: takes over when the run's own provider keeps failing, from where it was", async () => {
    const { ended, own, spare } = await workWith([failing("provider_overloaded")], "spare/scripted-1");
    expect(ended).toMatchObject({ state: "finished", provider: "spare", model: "scripted-1", error: null });
    expect(own.requests).toHaveLength(3);
    expect(spare.requests.length).toBeGreaterThan(1);
    expect(await listActions(ended)).toContain("run.fell_back");
    const head = (await stack.gitHost.resolve(repository, ended.branch)) ?? "";
    expect((await stack.gitHost.readCommit(repository, head)).message).toContain("LetsCode-Model: spare/scripted-1");
  });

  test("A9: is asked at once when trying again cannot help", async () => {
    const { ended, own } = await workWith([failing("provider_unauthorized")], "spare/scripted-1");
    expect(ended).toMatchObject({ state: "finished", provider: "spare" });
    expect(own.requests).toHaveLength(1);
  });

  test("does not help when the request itself is to blame, or none was named", async () => {
    expect((await workWith([failing("provider_context_exceeded")], "spare/scripted-1")).ended).toMatchObject({
      state: "failed",
      provider: "scripted",
    });
    expect((await workWith([failing("provider_unauthorized")], null)).ended).toMatchObject({ state: "failed" });
  });

  test("that is not set up leaves the first fault to be read, and says so", async () => {
    const own = createScriptedProvider([failing("provider_unauthorized")]);
    const get = (name: string): Provider => {
      if (name === "scripted") return own;
      throw new InvalidInputError([{ path: "provider", message: `"${name}" is not set up here` }]);
    };
    const { ended } = await workWith([], "nobody/model", get);
    expect(ended).toMatchObject({ state: "failed", error: { code: "provider_unauthorized" } });
    expect(await listActions(ended)).toContain("run.fallback_missing");
  });
});

describe("a run that tries another one again", () => {
  test("works on a branch beside it, begins where it is told, and knows which step to do anew", async () => {
    const first = await stack.createRun(project, "Three files", { branch: "letscode/first-1" });
    const answers = ["a", "b", "c"].map((name) => writeStep(`Add ${name}`, { [`${name}.txt`]: `${name}\n` }));
    await stack.createExecutor(createScriptedProvider([...answers, finish])).execute(first.id, never);
    const steps = await stack.stores.runs.listSteps(first.id);
    const startSha = steps[0]?.commitSha ?? "";
    const again = await stack.createRun(project, "Three files", {
      branch: "letscode/second-1",
      retryOf: first.id,
      retryStep: 2,
      startSha,
    });
    const provider = createScriptedProvider([writeStep("Add b better", { "b.txt": "better\n" }), finish]);
    await stack.createExecutor(provider).execute(again.id, never);
    expect(await stack.stores.runs.get(again.id)).toMatchObject({ state: "finished", baseSha: startSha });
    const paths = async (branch: string) =>
      (await stack.gitHost.listTree(repository, branch)).items.map(({ path }) => path).toSorted();
    expect(await paths("letscode/second-1")).toEqual(["README.md", "a.txt", "b.txt"]);
    expect(await paths("letscode/first-1")).toEqual(["README.md", "a.txt", "b.txt", "c.txt"]);
    const told = JSON.stringify(provider.requests[0]?.messages);
    expect(told).toContain("keep them as they are:\\n1. Add a");
    expect(told).toContain("Begin with the step that is to be done anew, in the way you think best:\\n2. Add b");
  });
});

const partsOf = async (model: object) => {
  const run = await stack.createRun(project, "Like this", { images: [(await keepImage()).id] });
  const provider = createScriptedProvider([finish], { model });
  await stack.createExecutor(provider).execute(run.id, never);
  const stored = JSON.stringify(await stack.stores.runs.listMessages(run.id));
  return { parts: provider.requests[0]?.messages[2]?.parts ?? [], stored };
};

describe("images of a prompt", () => {
  test("reach a model that takes images, and are kept once", async () => {
    const { parts, stored } = await partsOf({});
    expect(parts).toEqual([
      { type: "image", mediaType: "image/png", data: "AAAA" },
      { type: "text", text: "Like this" },
    ]);
    expect(stored).not.toContain("AAAA");
  });

  test("are told in words to a model that takes none", async () => {
    const { parts } = await partsOf({ takesImages: false });
    expect(parts[0]).toMatchObject({ type: "text", text: expect.stringContaining('"sketch.png"') });
  });
});

describe("what a run is told of earlier ones", () => {
  test("keeps what has to do with the request, and says what was left out", async () => {
    for (const number of [1, 2, 3]) {
      const run = await stack.createRun(project, `Earlier ${number}`, { branch: `letscode/earlier-${number}` });
      const { attempt = 0 } = (await stack.stores.runs.claim(run.id)) ?? {};
      const about = number === 1 ? "Invoices are numbered by year." : "Nothing of the kind. ".repeat(30);
      await stack.stores.runs.update(run.id, attempt, { state: "finished", summary: about });
    }
    const run = await stack.createRun(project, "Number the invoices", { branch: "letscode/now-1" });
    const provider = createScriptedProvider([finish], { model: { contextTokens: 4_000 } });
    await stack.createExecutor(provider).execute(run.id, never);
    const told = JSON.stringify(provider.requests[0]?.messages[1]);
    expect(told).toContain("Invoices are numbered by year.");
    expect(told).toContain("Left out to save room: ");
    const notes = (await stack.stores.runs.listMessages(run.id)).map(({ text }) => text);
    expect(notes).toContainEqual(
      expect.stringMatching(/^Left out of what the AI was told, to save room: .*earlier run/),
    );
    expect(await listActions(run)).toContain("run.context_cut");
  });
});

describe("the version of the system prompt a run was asked with", () => {
  test("A31: is the one it works with, whichever is active by then, and the one its commits name", async () => {
    const add = (content: string) =>
      stack.stores.prompts.add({ name: "builder", content, notes: "", createdBy: stack.owner.id });
    const [asked, later] = [await add("You are the version that was asked for."), await add("You are a later one.")];
    const run = await stack.createRun(project, "A page", { promptVersion: asked.version });
    await stack.stores.prompts.activate("builder", later.version);
    const provider = createScriptedProvider([writeStep("Add a page", { "page.txt": "page\n" }), finish]);
    await stack.createExecutor(provider).execute(run.id, never);
    expect(provider.requests.map(({ messages }) => messages[0]?.parts)).toEqual(
      provider.requests.map(() => [{ type: "text", text: asked.content }]),
    );
    const head = (await stack.gitHost.resolve(repository, run.branch)) ?? "";
    const { message } = await stack.gitHost.readCommit(repository, head);
    expect(message).toContain(`LetsCode-Prompt: builder@${asked.version}`);
  });
});

describe("a plan that is edited while the run works", () => {
  test("is told to the model once, before its next answer", async () => {
    const plan = { features: [{ feature: "List", status: "in_progress" }, { feature: "Search" }] };
    const run = await stack.createRun(project, "A list", { branch: "letscode/plan-1" });
    const edit = () =>
      stack.stores.plan.save(project.id, null, [
        { feature: "Search", status: "dropped", notes: "not needed", priority: 100 },
        { feature: "Print", status: "planned", notes: "", priority: 5 },
      ]);
    const provider = createScriptedProvider([
      { calls: [["update_plan", plan]] },
      async () => {
        await edit();
        return writeStep("Add the list", { "list.txt": "list\n" });
      },
      { calls: [["read_file", { path: "list.txt" }]] },
      finish,
    ]);
    await stack.createExecutor(provider).execute(run.id, never);
    const notes = (await stack.stores.runs.listMessages(run.id)).filter(({ text }) => text.includes("by hand"));
    expect(notes.map(({ text }) => text)).toEqual([
      "The plan was changed by hand: Print, Search. The AI goes by it from here on.",
    ]);
    const told = JSON.stringify(provider.requests[2]?.messages.at(-1));
    expect(told).toContain("- [dropped] Search (priority 100): not needed");
    expect(told).toContain("- [planned] Print (priority 5)");
    expect(JSON.stringify(provider.requests[1]?.messages)).not.toContain("changed the plan by hand");
  });
});
