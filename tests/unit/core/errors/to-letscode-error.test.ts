import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as errors from "#core/errors/index.ts";

describe("toLetscodeError", () => {
  it("keeps one of ours as it is", () => {
    const error = new errors.NotFoundError("project");
    expect(errors.toLetscodeError(error)).toBe(error);
  });

  it("names each field of a failed contract", () => {
    const parsed = z.object({ name: z.string(), size: z.number() }).safeParse({ name: 1, size: "x" });
    const error = errors.toLetscodeError(parsed.error);
    expect(error).toMatchObject({ code: "invalid_input", status: 400 });
    expect(error.detail).toContain("name:");
    expect(error.detail).toContain("size:");
  });

  it("says nothing of an unforeseen fault to the outside, and keeps the cause", () => {
    const cause = new Error("password=hunter2");
    const error = errors.toLetscodeError(cause);
    expect(error.cause).toBe(cause);
    expect(JSON.stringify(error.toProblem())).not.toContain("hunter2");
  });

  it("gives every problem a stable code and a way out", () => {
    const problem = new errors.StaleHeadError("main", "a".repeat(40), null).toProblem();
    expect(problem).toMatchObject({
      code: "stale_head",
      status: 409,
      type: "https://letscode.dev/problems/stale_head",
    });
    expect(problem.fix).toMatch(/nothing was written/);
  });
});
