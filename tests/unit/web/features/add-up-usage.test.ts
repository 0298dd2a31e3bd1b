import { describe, expect, it } from "vitest";
import { NO_PROJECT_ID, type UsageDay } from "#core/contracts/usage-report.ts";
import { addUpAll, addUpByDay, addUpByModel, addUpByProject } from "#web/features/usage/add-up-usage.ts";

const use = (more: Partial<UsageDay>): UsageDay => ({
  projectId: "p1",
  day: "2026-11-25",
  provider: "xai",
  model: "grok",
  calls: 1,
  inputTokens: 100,
  cachedInputTokens: 0,
  outputTokens: 10,
  costUsd: 0.5,
  ...more,
});

const items = [
  use({}),
  use({ day: "2026-11-27", model: "grok-fast", costUsd: 2 }),
  use({ day: "2026-11-27", projectId: "gone", costUsd: 0.25 }),
  use({ day: "2026-11-27", provider: "demo", model: "demo-1", costUsd: 0, projectId: "gone-too" }),
];

describe("adding up usage", () => {
  it("sums everything", () => {
    expect(addUpAll(items)).toMatchObject({ calls: 4, inputTokens: 400, outputTokens: 40, costUsd: 2.75 });
  });

  it("has a sum for each day, those without any use among them", () => {
    const days = addUpByDay({ from: "2026-11-25", to: "2026-11-28", items });
    expect(days.map(({ key, calls }) => [key, calls])).toEqual([
      ["2026-11-25", 1],
      ["2026-11-26", 0],
      ["2026-11-27", 3],
      ["2026-11-28", 0],
    ]);
  });

  it("names models, the dearest first", () => {
    expect(addUpByModel(items).map(({ label, costUsd }) => [label, costUsd])).toEqual([
      ["xai/grok-fast", 2],
      ["xai/grok", 0.75],
      ["Demo provider", 0],
    ]);
  });

  it("names what belongs to no project", () => {
    const tests = [use({ projectId: NO_PROJECT_ID })];
    expect(addUpByProject({ items: tests, projects: [] })).toMatchObject([{ label: "Tests of system prompts" }]);
  });

  it("puts removed projects together", () => {
    const projects = [{ id: "p1", name: "Shop" }];
    expect(addUpByProject({ items, projects }).map(({ label, calls }) => [label, calls])).toEqual([
      ["Shop", 2],
      ["Removed projects", 2],
    ]);
  });
});
