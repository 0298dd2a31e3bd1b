import { expect, test } from "vitest";
import { reduceWorkspace } from "#web/features/workspace/data/reduce-workspace.ts";
import { createBranchSelector } from "#web/features/workspace/data/select-branches.ts";
import { createRunRowsSelector } from "#web/features/workspace/data/select-rows.ts";
import { emptyWorkspace, type WorkspaceState } from "#web/features/workspace/data/workspace-state.ts";
import { makeId, makeMessage, makeProject, makeRun, makeSha, projectId } from "./make-rows.ts";

const opened: WorkspaceState = { ...emptyWorkspace(projectId), isLoaded: true, project: makeProject() };
const withRun = (state: WorkspaceState, run: ReturnType<typeof makeRun>): WorkspaceState =>
  reduceWorkspace(state, { type: "rows-loaded", batch: { runs: [run] } });

test("a queued run's branch is there before Git has it, after the default branch", () => {
  const select = createBranchSelector();
  const known = { ...opened, branches: [{ name: "main", sha: makeSha(1), isDefault: true }] };
  const branches = select(withRun(known, makeRun({ state: "queued", branch: "letscode/dogs-1" })));
  expect(branches).toMatchObject([
    { name: "main", sha: makeSha(1), isDefault: true },
    { name: "letscode/dogs-1", sha: null, run: { state: "queued" } },
  ]);
});

test("a branch that was deleted goes with its run's end", () => {
  const select = createBranchSelector();
  const known = { ...opened, branches: [{ name: "main", sha: makeSha(1), isDefault: true }] };
  const branches = select(withRun(known, makeRun({ state: "finished", branch: "letscode/dogs-1" })));
  expect(branches.map(({ name }) => name)).toEqual(["main"]);
});

test("what a run uses does not make its branch a new object, what state it is in does", () => {
  const select = createBranchSelector();
  const running = withRun(opened, makeRun({ seq: 1 }));
  const before = select(running);
  const counted = withRun(running, makeRun({ seq: 2, usage: { ...makeRun().usage, inputTokens: 900 } }));
  expect(select(counted)).toBe(before);
  const finished = select(withRun(counted, makeRun({ seq: 3, state: "finished" })));
  expect(finished).not.toBe(before);
  expect(finished[0]).toBe(before[0]);
});

test("the rows of a run are the same list until one of them changes", () => {
  const select = createRunRowsSelector((state) => state.rows.run_messages, makeId(100));
  const state = reduceWorkspace(opened, { type: "rows-loaded", batch: { run_messages: [makeMessage()] } });
  const rows = select(state);
  expect(rows).toHaveLength(1);
  const other = makeMessage({ id: makeId(301), runId: makeId(101), seq: 5 });
  expect(select(reduceWorkspace(state, { type: "rows-loaded", batch: { run_messages: [other] } }))).toBe(rows);
});
