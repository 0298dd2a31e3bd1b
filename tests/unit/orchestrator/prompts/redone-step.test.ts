import { describe, expect, it } from "vitest";
import { describeRedoneStep, readRedoneStep } from "#orchestrator/prompts/redone-step.ts";

const step = { number: 12, title: "Add dogs", summary: "A list.\nA page." };

describe("what a run is told of the step it does anew", () => {
  it("names that step, and the others that stay", () => {
    const text = describeRedoneStep(step, [{ number: 1, title: "Add owners", summary: "" }]);
    expect(text).toContain("keep them as they are:\n1. Add owners\n\n");
    expect(text.endsWith("12. Add dogs: A list.\nA page.")).toBe(true);
  });

  it("says nothing of others where there are none, and puts up with a step without a title", () => {
    const text = describeRedoneStep({ number: 1, title: "", summary: " " }, []);
    expect(text).not.toContain("keep them as they are");
    expect(text.endsWith("\n1. (no title)")).toBe(true);
  });

  it("can be read back, whatever the other steps are called, and from nothing else", () => {
    const tricky = { number: 2, title: describeRedoneStep({ number: 9, title: "Fake", summary: "" }, []), summary: "" };
    expect(readRedoneStep(describeRedoneStep(step, [tricky]))).toBe("Add dogs: A list.");
    expect(readRedoneStep("12. Add dogs: A list.")).toBeNull();
    expect(readRedoneStep("")).toBeNull();
  });
});
