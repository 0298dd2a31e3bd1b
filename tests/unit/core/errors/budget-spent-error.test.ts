import { describe, expect, it } from "vitest";
import { BudgetSpentError } from "#core/errors/budget-spent-error.ts";
import type { SpentBudget } from "#core/ports/budget-store.ts";

const spent: SpentBudget = {
  scope: "project",
  period: "run",
  unit: "usd",
  limit: 25,
  ceiling: null,
  used: 24.5,
  reserved: 0,
};
const now = new Date("2026-11-26T23:00:00Z");

describe("a budget that is spent", () => {
  it("says which, what is used, and where it is raised", () => {
    const error = new BudgetSpentError(spent, now);
    expect(error.detail).toBe(
      "The next call of the model could go past the budget of a run, which is $25.00: $24.50 are used. It was not sent.",
    );
    expect(error.fix).toBe(
      "Everything so far is kept. Raise it in the settings of the project; then let the run go on.",
    );
    expect(error.toProblem().data).not.toHaveProperty("retryAfterSeconds");
  });

  it("of a day is whole again at midnight UTC", () => {
    const error = new BudgetSpentError({ ...spent, scope: "user", period: "day", unit: "tokens" }, now);
    expect(error.data["retryAfterSeconds"]).toBe(3600);
    expect(error.fix).toContain("on your usage page, or wait until it is whole again at midnight UTC");
  });

  it("at its ceiling is a matter for an admin", () => {
    const error = new BudgetSpentError({ ...spent, ceiling: 25, reserved: 0.25 }, now);
    expect(error.fix).toContain("Ask an admin of this installation to raise its ceiling");
    expect(error.detail).toContain("calls under way may take $0.25");
  });
});
