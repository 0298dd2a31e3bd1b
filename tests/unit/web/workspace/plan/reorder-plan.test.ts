import { expect, test } from "vitest";
import { reorderPlan } from "#web/features/workspace/plan/reorder-plan.ts";
import { sortPlan } from "#web/features/workspace/plan/sort-plan.ts";
import { makeFeature, makeId } from "../data/make-rows.ts";

const plan = sortPlan([
  makeFeature({ id: makeId(1), feature: "Customers", status: "done", priority: 1 }),
  makeFeature({ id: makeId(2), feature: "Dogs", status: "planned", priority: 2 }),
  makeFeature({ id: makeId(3), feature: "Reports", status: "dropped", priority: 3 }),
  makeFeature({ id: makeId(4), feature: "Appointments", status: "planned", priority: 4 }),
]);

test("a feature changes places with the next one of its status, and nothing else is sent", () => {
  expect(reorderPlan(plan, makeId(4), "up").map(({ feature, priority }) => [feature, priority])).toEqual([
    ["Appointments", 2],
    ["Dogs", 4],
  ]);
});

test("at the end there is nothing to send", () => {
  expect(reorderPlan(plan, makeId(2), "up")).toEqual([]);
  expect(reorderPlan(plan, makeId(4), "down")).toEqual([]);
  expect(reorderPlan(plan, makeId(9), "down")).toEqual([]);
});

test("equal priorities, as a model may write them, are told apart once one is moved", () => {
  const equal = sortPlan(
    [2, 4].map((number) => makeFeature({ id: makeId(number), feature: `F${number}`, priority: 100 })),
  );
  const sent = reorderPlan(equal, makeId(4), "up");
  expect(sent.map(({ feature, priority }) => [feature, priority])).toEqual([
    ["F4", 1],
    ["F2", 2],
  ]);
});
