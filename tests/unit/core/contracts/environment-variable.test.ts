import { describe, expect, it } from "vitest";
import { saveVariableSchema } from "#core/contracts/environment-variable.ts";

const isTaken = (variable: object) =>
  saveVariableSchema.safeParse({ name: "API_KEY", value: "x", environments: ["preview"], ...variable }).success;

describe("environment variables", () => {
  it.each(["API_KEY", "_x", "VITE_API_URL", "a1", "PORTAL"])("takes %s", (name) =>
    expect(isTaken({ name })).toBe(true),
  );
  it.each(["", "1A", "A-B", "A B", "A=B", "PATH", "PORT", "LD_PRELOAD", "NODE_OPTIONS", "LETSCODE_SECRET_KEY", "Ä"])(
    "refuses %j",
    (name) => expect(isTaken({ name })).toBe(false),
  );
  it("refuses what no environment can hold", () => {
    expect(isTaken({ value: "" })).toBe(false);
    expect(isTaken({ value: "a\0b" })).toBe(false);
    expect(isTaken({ value: "x".repeat(32_769) })).toBe(false);
    expect(isTaken({ environments: [] })).toBe(false);
    expect(isTaken({ value: "line one\nline two" })).toBe(true);
  });
});
