import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import type { MergeMethod, PullRequest } from "#core/contracts/pull-request.ts";
import { changePullRequest } from "#runtime/services/review/change-pull-request.ts";
import { followBranch } from "#runtime/services/review/follow-branch.ts";
import { mergePullRequest } from "#runtime/services/review/merge-pull-request.ts";
import { openPullRequest } from "#runtime/services/review/open-pull-request.ts";
import { readPullRequest } from "#runtime/services/review/read-pull-request.ts";
import { resolveConflicts } from "#runtime/services/review/resolve-conflicts.ts";
import { revertPullRequest } from "#runtime/services/review/revert-pull-request.ts";
import { human } from "#tests/helpers/start-run-stack.ts";
import { nameOf, startReviewStack, type ReviewStack } from "#tests/helpers/start-review-stack.ts";

let stack: ReviewStack;
let project: Project;
beforeAll(async () => {
  stack = await startReviewStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  ({ project } = await stack.createProject({ files: [{ path: "a.txt", content: "one\ntwo\nthree\n" }] }));
});

const open = (branch: string) => openPullRequest(stack.review, stack.session, project.id, { branch });
const look = (pullRequest: PullRequest) => readPullRequest(stack.review, stack.session, pullRequest);
const merge = ({ id }: PullRequest, method: MergeMethod, expectedHead: string) =>
  mergePullRequest(stack.review, stack.session, id, { method, expectedHead });
const subjects = async (): Promise<string[]> => {
  const { items } = await stack.gitHost.listCommits(nameOf(project), { ref: "main", limit: 20 });
  return items.map(({ message }) => message.split("\n")[0] ?? "");
};
const actions = async () =>
  (await stack.stores.activity.list(project.id, { limit: 50 })).items.map(({ action }) => action);

describe("a pull request", () => {
  it("is opened once for a branch, numbered by its project, with a description", async () => {
    await stack.write(project, "feature", { "b.txt": "b\n" }, "Add b");
    const [first, again] = [await open("feature"), await open("feature")];
    expect(again.id).toBe(first.id);
    expect(first).toMatchObject({ number: 1, state: "open", title: "Add b", base: "main", isBodyManaged: true });
    expect(first.body).toContain("- Add b");
    expect(first.body).toContain("git switch feature");
    await stack.write(project, "other", { "c.txt": "c\n" });
    expect((await open("other")).number).toBe(2);
    expect((await actions()).filter((action) => action === "pull_request.opened")).toHaveLength(2);
  });

  it("needs a difference and a branch that is there", async () => {
    await stack.gitHost.createBranch(
      nameOf(project),
      "same",
      (await stack.gitHost.resolve(nameOf(project), "main")) ?? "",
    );
    await expect(open("same")).rejects.toThrow("has nothing that main has not");
    await expect(open("missing")).rejects.toMatchObject({ code: "not_found" });
    await expect(open("main")).rejects.toMatchObject({ code: "illegal_state" });
  });

  it.each([
    ["merge", ["Merge pull request #1 from feature", "On main", "Second", "First", "Start"]],
    ["squash", ["First (#1)", "On main", "Start"]],
    ["rebase", ["Second", "First", "On main", "Start"]],
  ] as const)("is merged by a %s", async (method, expected) => {
    await stack.write(project, "feature", { "b.txt": "b\n" }, "First");
    const head = await stack.write(project, "feature", { "c.txt": "c\n" }, "Second");
    await stack.write(project, "main", { "a.txt": "one\ntwo\nthree\nfour\n" }, "On main");
    const pullRequest = await changePullRequest(stack.review, stack.session, (await open("feature")).id, {
      title: "First",
    });
    expect((await look(pullRequest)).mergeability).toEqual({
      canMerge: true,
      conflicts: [],
      ahead: 2,
      behind: 1,
      reason: null,
    });
    const merged = await merge(pullRequest, method, head);
    expect(merged).toMatchObject({ state: "merged", mergeMethod: method });
    expect((await subjects()).toSorted()).toEqual([...expected].toSorted());
    expect(await stack.read(project, "main", "c.txt")).toBe("c\n");
    expect(await stack.read(project, "main", "a.txt")).toBe("one\ntwo\nthree\nfour\n");
    const { items } = await stack.gitHost.listCommits(nameOf(project), { ref: "main", limit: 1 });
    expect(items[0]?.author.email).toBe(method === "rebase" ? human.email : stack.owner.email);

    const revert = await revertPullRequest(stack.review, stack.session, merged.id);
    expect(revert).toMatchObject({ state: "open", title: 'Revert "First"' });
    const undone = await merge(revert, "merge", revert.headSha);
    expect(undone.state).toBe("merged");
    await expect(stack.read(project, "main", "c.txt")).rejects.toMatchObject({ code: "not_found" });
    expect(await stack.read(project, "main", "a.txt")).toBe("one\ntwo\nthree\nfour\n");
  });

  it("is not merged when its branch has moved since it was reviewed", async () => {
    const reviewed = await stack.write(project, "feature", { "b.txt": "b\n" });
    const pullRequest = await open("feature");
    await stack.write(project, "feature", { "b.txt": "unseen\n" });
    await expect(merge(pullRequest, "squash", reviewed)).rejects.toMatchObject({ code: "stale_head" });
    expect(await subjects()).toEqual(["Start"]);
  });

  it("shows conflicts, refuses to merge them, and has the AI resolve them without losing either side", async () => {
    const head = await stack.write(project, "feature", { "a.txt": "one\nmine\nthree\n" });
    await stack.write(project, "main", { "a.txt": "one\ntheirs\nthree\n" });
    const pullRequest = await open("feature");
    expect((await look(pullRequest)).mergeability).toMatchObject({
      canMerge: false,
      conflicts: ["a.txt"],
      reason: "feature and main changed the same lines of a.txt.",
    });
    for (const method of ["merge", "squash", "rebase"] as const) {
      await expect(merge(pullRequest, method, head)).rejects.toMatchObject({ code: "merge_conflict" });
    }
    const run = await resolveConflicts(stack.review, stack.session, pullRequest.id);
    expect(run).toMatchObject({ branch: "feature", state: "queued" });
    expect(run.prompt).toContain("Resolve the merge conflicts in a.txt");
    const marked = await stack.read(project, "feature", "a.txt");
    expect(marked).toMatch(/<<<<<<< .*\nmine\n=======\ntheirs\n>>>>>>> /);
    await expect(resolveConflicts(stack.review, stack.session, pullRequest.id)).rejects.toMatchObject({
      code: "illegal_state",
    });
    const { mergeability } = await look(pullRequest);
    expect(mergeability).toMatchObject({
      canMerge: false,
      reason: "a.txt still has conflict markers.",
      conflicts: ["a.txt"],
    });
  });

  it("follows Git: a merge and a deletion elsewhere end it, once", async () => {
    const head = await stack.write(project, "feature", { "b.txt": "b\n" });
    const merged = await open("feature");
    await stack.write(project, "gone", { "c.txt": "c\n" });
    const gone = await open("gone");
    await stack.gitHost.merge(nameOf(project), { into: "main", from: "feature", message: "Merge", author: human });
    await stack.gitHost.deleteBranch(nameOf(project), "gone", gone.headSha);
    for (let times = 0; times < 2; times += 1) {
      await followBranch(stack.review, project, "main");
      await followBranch(stack.review, project, "gone");
    }
    expect(await stack.stores.pullRequests.get(merged.id)).toMatchObject({ state: "merged", mergeSha: head });
    expect(await stack.stores.pullRequests.get(gone.id)).toMatchObject({ state: "closed" });
    expect((await actions()).filter((action) => action === "pull_request.merged")).toHaveLength(1);
  });

  it("keeps its description up to date until a person writes it", async () => {
    await stack.write(project, "feature", { "b.txt": "b\n" }, "Add b");
    const pullRequest = await open("feature");
    await stack.write(project, "feature", { "c.txt": "c\n" }, "Add c");
    await followBranch(stack.review, project, "feature");
    expect((await stack.stores.pullRequests.get(pullRequest.id))?.body).toContain("- Add c");
    await changePullRequest(stack.review, stack.session, pullRequest.id, { body: "Mine." });
    await stack.write(project, "feature", { "d.txt": "d\n" }, "Add d");
    await followBranch(stack.review, project, "feature");
    const kept = await stack.stores.pullRequests.get(pullRequest.id);
    expect(kept).toMatchObject({ body: "Mine.", isBodyManaged: false });
    expect(kept?.headSha).toBe(await stack.gitHost.resolve(nameOf(project), "feature"));
  });

  it("can be closed and opened again", async () => {
    await stack.write(project, "feature", { "b.txt": "b\n" });
    const { id } = await open("feature");
    expect(await changePullRequest(stack.review, stack.session, id, { state: "closed" })).toMatchObject({
      state: "closed",
      closedAt: expect.any(String),
    });
    expect(await changePullRequest(stack.review, stack.session, id, { state: "open" })).toMatchObject({
      state: "open",
      closedAt: null,
    });
  });
});
