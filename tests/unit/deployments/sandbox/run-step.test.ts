import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineSplitter } from "#deployments/sandbox/run-step.ts";

const split = (chunks: string[]): string[] => {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.write(chunk);
  splitter.end();
  return lines;
};

describe("lines of a log", () => {
  it("are the same however the output arrives", () => {
    const text = fc
      .array(fc.constantFrom("a", "é", "\n", "\r\n", "\r", " ", "😀"), { maxLength: 60 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 8 }), (whole, cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), whole.length];
        const chunks = places.slice(1).map((end, index) => whole.slice(places[index], end));
        expect(split(chunks)).toEqual(split([whole]));
      }),
    );
  });

  it("show the last state of a progress bar", () => {
    expect(split(["10%\r50%\r", "100%\nbuilt\r\n", "last"])).toEqual(["100%", "built", "last"]);
  });

  it("do not grow without end", () => {
    const lines = split(Array.from({ length: 40 }, () => "x".repeat(10_000)));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80_000);
    expect(lines.join("")).toHaveLength(400_000);
  });
});
