import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdit } from "#orchestrator/tools/apply-edit.ts";

const source = `export function Page() {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) {
    return <p>open</p>;
  }
  return <p>closed</p>;
}
`;

const apply = (content: string, search: string, replace: string) => {
  const outcome = applyEdit(content, { search, replace });
  return outcome.isApplied ? outcome.content : outcome.hint;
};

describe("an edit", () => {
  test("replaces the one passage it names", () => {
    expect(apply(source, "<p>closed</p>", "<p>shut</p>")).toBe(source.replace("<p>closed</p>", "<p>shut</p>"));
    expect(applyEdit(source, { search: "closed", replace: "shut" })).toMatchObject({ isTolerant: false, line: 6 });
  });

  test("takes the replacement literally", () => {
    expect(apply("cost: X", "X", "$& $1 $$")).toBe("cost: $& $1 $$");
  });

  test("forgives white space, and keeps the indentation of the place", () => {
    const search = "if (isOpen)   {\n  return <p>open</p>;\n}";
    const replace = "if (!isOpen) {\n  return null;\n}";
    expect(applyEdit(source, { search, replace })).toEqual({
      isApplied: true,
      isTolerant: true,
      line: 3,
      content: source.replace("if (isOpen) {\n    return <p>open</p>;", "if (!isOpen) {\n    return null;"),
    });
  });

  test("takes away indentation that the file does not have", () => {
    expect(apply("a {\n  b;\n}\n", "    b;\n", "    c;\n    d;\n")).toBe("a {\n  c;\n  d;\n}\n");
  });

  test("keeps the line ends of the file", () => {
    expect(apply("one\r\ntwo\r\nthree\r\n", "one\ntwo", "1\n2")).toBe("1\r\n2\r\nthree\r\n");
  });

  test("refuses what occurs more than once, exactly or tolerantly, and names the lines", () => {
    expect(apply("a\nb\na\n", "a", "c")).toBe(
      "The passage occurs 2 times, at lines 1, 3. Make search longer, with lines around it that occur once.",
    );
    expect(apply("  a  b\nx\n\ta b\n", "a   b", "c")).toContain("occurs 2 times, at lines 1, 3");
  });

  test("shows what is there when the passage is not", () => {
    const hint = apply(source, "return <p>closed for good</p>;", "x");
    expect(hint).toContain("The passage is not there.");
    expect(hint).toContain("6\t  return <p>closed</p>;");
  });

  test("refuses an empty passage and one that changes nothing", () => {
    expect(apply(source, "  \n", "x")).toContain("search is empty");
    expect(apply(source, "closed", "closed")).toContain("nothing to do");
  });

  test("removes whole lines when the replacement is empty", () => {
    expect(apply("a\n  b;\nc\n", "b;  ", "")).toBe("a\nc\n");
  });
});

const line = fc.string({ unit: fc.constantFrom("a", "b", "(", ")", "{", "}", " ", "=", ";"), maxLength: 12 });
const lines = fc.array(line, { minLength: 1, maxLength: 12 });

describe("any edit", () => {
  test("replaces exactly the one occurrence, or nothing", () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), line, (all, from, length, replace) => {
        const content = all.join("\n");
        const start = from % content.length || 0;
        const search = content.slice(start, start + 1 + (length % 20));
        const outcome = applyEdit(content, { search, replace });
        const parts = content.split(search);
        const isOnce = content.indexOf(search) === content.lastIndexOf(search);
        const isSensible = search.trim() !== "" && search !== replace;
        const result = outcome.isApplied ? outcome.content : null;
        expect(result).toBe(isSensible && isOnce ? parts.join(replace) : null);
      }),
      { numRuns: 2000 },
    );
  });

  test("finds a passage whose white space was disturbed, and changes nothing else", () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    const statement = fc.tuple(word, word).map(([one, other]) => `${one} = ${other};`);
    fc.assert(
      fc.property(
        fc.uniqueArray(statement, { minLength: 3, maxLength: 10, selector: (text) => text }),
        fc.nat(),
        fc.constantFrom("", "  ", "\t", "      "),
        fc.constantFrom("  ", "   ", "\t"),
        (statements, place, indent, gap) => {
          const index = place % statements.length;
          const content = statements.map((text) => `  ${text}`).join("\n");
          const disturbed = indent + (statements[index] ?? "").replace(" = ", `${gap}=${gap}`);
          const outcome = applyEdit(content, { search: disturbed, replace: `${indent}changed();` });
          const expected = statements.map((text, at) => (at === index ? "  changed();" : `  ${text}`)).join("\n");
          expect(outcome).toMatchObject({ isApplied: true, content: expected });
        },
      ),
    );
  });

  test("never touches a file when it is refused, and never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (content, search, replace) => {
        const outcome = applyEdit(content, { search, replace });
        expect(outcome.isApplied || outcome.hint.length > 10).toBe(true);
      }),
    );
  });
});
