import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit } from "#orchestrator/providers/demo/script/working-tree.ts";
import { replaceGroup, toEdit } from "#orchestrator/providers/demo/writing/edit-text.ts";

/** Texts with few different lines, so that passages repeat. */
const source = fc
  .array(fc.constantFrom("", "a", "b", "  },", "const x = 1;", "a"), { minLength: 1, maxLength: 14 })
  .map((lines) => lines.join("\n"));

describe("toEdit", () => {
  it("names a passage that is there once, whatever repeats around it", () => {
    fc.assert(
      fc.property(source, fc.nat(), fc.nat(), fc.string({ maxLength: 6 }), (text, one, other, replacement) => {
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].toSorted((a, b) => a - b);
        const edit = toEdit(text, start, end, replacement);
        const expected = text.slice(0, start) + replacement + text.slice(end);
        const changed = edit.search === "" ? expected : applyEdit(text, edit);
        expect(changed).toBe(expected);
        expect(edit.search === "").toBe(text === "");
      }),
      { numRuns: 1000 },
    );
  });
});

describe("replaceGroup", () => {
  it("replaces the named group alone, in the first match", () => {
    const text = 'name: "one",\nname: "two",\n';
    const [edit] = replaceGroup(text, /^name: (?<value>"\w+")/m, '"three"');
    expect(edit && applyEdit(text, edit)).toBe('name: "three",\nname: "two",\n');
  });

  it("has nothing to do without a match, or with the same text", () => {
    expect(replaceGroup("name: 1", /^other: (?<value>\d)/, "2")).toEqual([]);
    expect(replaceGroup("name: 1", /^name: (?<value>\d)/, "1")).toEqual([]);
    expect(replaceGroup(null, /^name: (?<value>\d)/, "1")).toEqual([]);
  });
});
