import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import type { PullRequest } from "#core/contracts/pull-request.ts";
import { addComment } from "#runtime/services/review/add-comment.ts";
import { changeThread } from "#runtime/services/review/change-thread.ts";
import { openPullRequest } from "#runtime/services/review/open-pull-request.ts";
import { readPullRequest } from "#runtime/services/review/read-pull-request.ts";
import { reportRun } from "#runtime/services/review/report-run.ts";
import { createScriptedProvider, type ScriptedAnswer, writeStep } from "#tests/helpers/scripted-provider.ts";
import { startReviewStack, type ReviewStack } from "#tests/helpers/start-review-stack.ts";

let stack: ReviewStack;
let project: Project;
let pullRequest: PullRequest;
beforeAll(async () => {
  stack = await startReviewStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  ({ project } = await stack.createProject({ files: [{ path: "README.md", content: "# Shop\n" }] }));
  await stack.write(project, "feature", { "src/app.ts": "export const a = 1;\nexport const b = 2;\n" }, "Add app");
  pullRequest = await openPullRequest(stack.review, stack.session, project.id, { branch: "feature" });
});

const never = new AbortController().signal;
const threads = async () => (await readPullRequest(stack.review, stack.session, pullRequest)).threads;
const comment = (input: Parameters<typeof addComment>[3] | { body: string; path?: string; line?: number }) =>
  addComment(stack.review, stack.session, pullRequest.id, { isForAi: false, ...input });

/** Lets the run that answers the newest comment work, as a worker does, and tell what it came to. */
const work = async (answers: ScriptedAnswer[]): Promise<string> => {
  const runId = (await threads()).flatMap(({ comments }) => comments).findLast((one) => one.answerRunId)?.answerRunId;
  if (runId === null || runId === undefined) throw new Error("no run answers a comment");
  await stack.createExecutor(createScriptedProvider(answers)).execute(runId, never);
  await reportRun(stack.review, runId);
  await reportRun(stack.review, runId);
  return runId;
};

describe("a review comment", () => {
  it("starts no run by itself, and one run when it mentions @letscode, with the lines it is about", async () => {
    await comment({ body: "Nice, mail me at a@letscode.dev" });
    expect((await threads()).flatMap(({ comments }) => comments.map(({ answerRunId }) => answerRunId))).toEqual([null]);
    const thread = await comment({ body: "@letscode rename b to total", path: "src/app.ts", line: 2 });
    expect(thread).toMatchObject({
      path: "src/app.ts",
      line: 2,
      side: "new",
      excerpt: expect.stringContaining("b = 2"),
    });
    const run = await stack.stores.runs.get(thread.comments[0]?.answerRunId ?? "");
    expect(run).toMatchObject({ branch: "feature", state: "queued" });
    expect(run?.prompt).toMatch(/^rename b to total\n/);
    expect(run?.prompt).toContain("on line 2 of src/app.ts");
    expect(run?.prompt).toContain("export const b = 2;");
  });

  it("is answered by a commit and one reply in its thread", async () => {
    const { id } = await comment({ body: "Rename b to total", path: "src/app.ts", line: 2, isForAi: true });
    const runId = await work([
      writeStep("Rename b to total", { "src/app.ts": "export const a = 1;\nexport const total = 2;\n" }),
      { calls: [["finish", { summary: "b is called total now." }]] },
    ]);
    const [thread] = (await threads()).filter((one) => one.id === id);
    expect(thread?.comments).toHaveLength(2);
    const reply = thread?.comments[1];
    expect(reply).toMatchObject({ actor: "ai", runId, body: expect.stringContaining("b is called total now.") });
    expect(reply?.body).toContain(`Done in \`${reply?.commitSha?.slice(0, 7)}\` Rename b to total`);
    expect(await stack.read(project, "feature", "src/app.ts")).toContain("total");
    const described = await stack.stores.pullRequests.get(pullRequest.id);
    expect(described).toMatchObject({ headSha: reply?.commitSha });
    expect(described?.body).toContain("### Cost");
  });

  it("that is ambiguous is answered with a question, and the reply lets the same run go on", async () => {
    const { id } = await comment({ body: "@letscode make it better" });
    const ask: ScriptedAnswer = {
      calls: [["ask_user", { question: "Faster or shorter?", options: ["faster", "shorter"] }]],
    };
    const runId = await work([ask]);
    const [asked] = (await threads()).filter((one) => one.id === id);
    expect(asked?.comments.at(-1)?.body).toContain("Faster or shorter?\n\n- faster\n- shorter");
    const answered = await comment({ body: "@letscode shorter", threadId: id, isForAi: true });
    expect(answered.comments.at(-1)?.answerRunId).toBe(runId);
    await work([
      ask,
      writeStep("Shorten the app", { "src/app.ts": "export const a = 1;\n" }),
      { calls: [["finish", { summary: "It is shorter." }]] },
    ]);
    const [done] = (await threads()).filter((one) => one.id === id);
    expect(done?.comments.map(({ actor }) => actor)).toEqual(["user", "ai", "user", "ai"]);
    expect(done?.comments.at(-1)?.body).toContain("It is shorter.");
  });

  it("is told when its run failed, and what to do", async () => {
    await comment({ body: "@letscode do it" });
    const failing: ScriptedAnswer = { text: "no", reason: "refusal" };
    await work([failing, failing, failing, failing]);
    const last = (await threads()).at(-1)?.comments.at(-1);
    expect(last).toMatchObject({ actor: "ai", body: expect.stringContaining("This did not work:") });
  });

  it("opens its thread again when a person writes in it", async () => {
    const { id } = await comment({ body: "Why?" });
    await changeThread(stack.review, stack.session, id, { state: "resolved" });
    expect((await threads())[0]).toMatchObject({ state: "resolved", resolvedAt: expect.any(String) });
    await comment({ body: "Still: why?", threadId: id });
    expect((await threads())[0]).toMatchObject({ state: "open", resolvedAt: null });
  });

  it("of another pull request's thread is refused", async () => {
    const { id } = await comment({ body: "Here" });
    await stack.write(project, "other", { "x.txt": "x\n" });
    const other = await openPullRequest(stack.review, stack.session, project.id, { branch: "other" });
    const reply = addComment(stack.review, stack.session, other.id, { body: "there", threadId: id, isForAi: false });
    await expect(reply).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a run's branch", () => {
  it("gets a pull request when the run has brought something, unless a person closed the last one", async () => {
    const run = await stack.createRun(project, "Add a page with @everyone's photos", { branch: "letscode/page-1a2b" });
    const provider = createScriptedProvider([
      {
        calls: [["update_plan", { features: [{ feature: "Page", status: "done" }] }]],
      },
      writeStep("Add the page", { "page.html": "<h1>Page</h1>\n" }),
      { calls: [["finish", { summary: "There is a page." }]] },
    ]);
    await stack.createExecutor(provider).execute(run.id, never);
    await reportRun(stack.review, run.id);
    await reportRun(stack.review, run.id);
    const { items } = await stack.stores.pullRequests.list(project.id, { limit: 10, branch: run.branch });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ actor: "ai", state: "open", runId: run.id });
    const body = items[0]?.body ?? "";
    for (const part of [
      "There is a page.",
      "### What changed",
      "### Why",
      "- [x] Page",
      "### Cost",
      "### How to go on",
    ]) {
      expect(body).toContain(part);
    }
    expect(body).not.toContain("@everyone");
    await stack.stores.pullRequests.update(items[0]?.id ?? "", { state: "closed" });
    await reportRun(stack.review, run.id);
    const after = await stack.stores.pullRequests.list(project.id, { limit: 10, branch: run.branch });
    expect(after.items.map(({ state }) => state)).toEqual(["closed"]);
  });
});
