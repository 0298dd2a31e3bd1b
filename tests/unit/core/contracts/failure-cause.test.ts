import { describe, expect, it } from "vitest";
import { isRepairable, toFailureCause } from "#core/contracts/failure-cause.ts";

describe("causes of failed deployments", () => {
  it.each([
    ["package_not_found", "missing_dependency", true],
    ["type_error", "type_error", true],
    ["missing_variable", "missing_variable", true],
    ["out_of_memory", "out_of_memory", true],
    ["timed_out", "time_out", true],
    ["build_failed", "unknown", true],
    ["author_refused", "refused_author", false],
    ["quota_reached", "quota", false],
    ["registry_unreachable", "network", false],
    ["internal", "platform", false],
  ])("%s is %s", (code, cause, isMended) => {
    expect(toFailureCause(code)).toBe(cause);
    expect(isRepairable(code)).toBe(isMended);
  });
});
