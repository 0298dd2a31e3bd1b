import { describe, expect, it } from "vitest";
import { groupVariables } from "#web/features/project-settings/variables/group-variables.ts";

describe("variables by name", () => {
  it("are one line each, with where they are set and the latest change", () => {
    const variables = [
      { name: "B", environment: "production" as const, updatedAt: "2026-01-02T00:00:00.000Z" },
      { name: "A", environment: "preview" as const, updatedAt: "2026-01-01T00:00:00.000Z" },
      { name: "B", environment: "preview" as const, updatedAt: "2026-01-01T00:00:00.000Z" },
    ];
    expect(groupVariables(variables)).toEqual([
      { name: "A", environments: ["preview"], updatedAt: "2026-01-01T00:00:00.000Z" },
      { name: "B", environments: ["preview", "production"], updatedAt: "2026-01-02T00:00:00.000Z" },
    ]);
  });
});
