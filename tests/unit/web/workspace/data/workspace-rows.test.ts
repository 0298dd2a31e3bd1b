import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeBatch, mergeRows, noRows } from "#web/features/workspace/data/workspace-rows.ts";
import { makeCommit, makeId, makeRun, makeSha, projectId } from "./make-rows.ts";

test("A14: whatever the order and however often, the newest version of each row is what stays", () => {
  const versions = fc.array(fc.record({ row: fc.integer({ min: 1, max: 5 }), seq: fc.integer({ min: 1, max: 50 }) }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(versions, (list) => {
      const rows = list.map(({ row, seq }) => ({ id: makeId(row), seq }));
      const merged = rows.reduce<ReadonlyMap<string, { id: string; seq: number }>>(
        (known, row) => mergeRows(known, [row]),
        new Map(),
      );
      for (const { id } of rows) {
        const newest = Math.max(...rows.filter((row) => row.id === id).map(({ seq }) => seq));
        expect(merged.get(id)?.seq).toBe(newest);
      }
    }),
  );
});

test("a batch that brings nothing new answers the same object, so that nothing is drawn again", () => {
  const run = makeRun({ seq: 4 });
  const rows = mergeBatch(noRows, { runs: [run] });
  expect(mergeBatch(rows, { runs: [{ ...run, seq: 3, state: "failed" }, run] })).toBe(rows);
});

test("commits go by their sha", () => {
  const row = { ...makeCommit({ sha: makeSha(7) }), id: makeId(1), projectId, trailers: {}, seq: 1 };
  expect(mergeBatch(noRows, { commits: [row] }).commits.get(makeSha(7))).toBe(row);
});
