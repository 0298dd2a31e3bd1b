import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branchNameSchema } from "#core/contracts/branch-name.ts";

const gitAccepts = (name: string): boolean => {
  try {
    execFileSync("git", ["check-ref-format", `refs/heads/${name}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

describe("branchNameSchema", () => {
  it.each(["main", "letscode/dog-groomer-a1b2", "release/1.0.x", "feature_2", "A"])("takes %s", (name) => {
    expect(branchNameSchema.safeParse(name).success).toBe(true);
  });

  it.each([
    "",
    "-x",
    "--upload-pack=touch",
    "$(id)",
    "a..b",
    "a//b",
    "a/.b",
    "a.lock",
    "a.lock/b",
    "/a",
    "a/",
    "a.",
    "a b",
    "a\nb",
    "HEAD",
    "a@{1}",
    "ä",
    "a".repeat(201),
  ])("A21: refuses %j", (name) => {
    expect(branchNameSchema.safeParse(name).success).toBe(false);
  });

  it("takes nothing that git refuses", () => {
    const name = fc.string({ unit: fc.constantFrom(..."aZ09._-/@{~^:? *[\\$(){}"), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, (candidate) => !branchNameSchema.safeParse(candidate).success || gitAccepts(candidate)),
      { numRuns: 2000 },
    );
  });
});
