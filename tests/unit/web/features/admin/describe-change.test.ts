import { describe, expect, it } from "vitest";
import { describeChange, describeDetails } from "#web/features/admin/audit/describe-change.ts";

describe("describeChange", () => {
  it("reads an action as words", () => {
    expect(describeChange("credential.stored")).toBe("Credential stored:");
    expect(describeChange("default_model.chosen")).toBe("Default model chosen:");
  });
});

describe("describeDetails", () => {
  it("puts what was written down on one line", () => {
    expect(describeDetails({ baseUrl: "https://api.x.ai/v1", version: 3, isDefault: true, hint: null })).toBe(
      "base url https://api.x.ai/v1 · version 3 · is default yes · hint none",
    );
    expect(describeDetails({ models: ["a"] })).toBe('models ["a"]');
    expect(describeDetails({})).toBe("");
  });
});
