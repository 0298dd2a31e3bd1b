import { describe, expect, it } from "vitest";
import { compareLines } from "#web/features/admin/prompts/compare-lines.ts";

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");

describe("compareLines", () => {
  it("says nothing of equal texts", () => {
    expect(compareLines("same\n", "same\n")).toEqual([]);
  });

  it("shows what was removed and added, and keeps two lines around it", () => {
    const shown = compareLines(lines(12), lines(12).replace("line 6", "line six"));
    expect(shown.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "gap 3 unchanged lines",
      "same line 4",
      "same line 5",
      "removed line 6",
      "added line six",
      "same line 7",
      "same line 8",
      "gap 4 unchanged lines",
    ]);
  });
});
