import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFieldReader } from "#orchestrator/streaming/create-field-reader.ts";

/** Cuts a text at arbitrary places, the middle of escapes and surrogate pairs included. */
const chunked = (text: string, cuts: number[]): string[] => {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((one, other) => one - other);
  return [...places, text.length].map((end, index) => text.slice(places[index - 1] ?? 0, end));
};

const readAll = (chunks: string[]) => {
  const reader = createFieldReader();
  const fields = new Map<string, { text: string; isEnd: boolean }>();
  const pieces = chunks.flatMap((chunk) => reader.push(chunk));
  for (const { field, text, isEnd } of pieces) {
    fields.set(field, { text: (fields.get(field)?.text ?? "") + text, isEnd });
  }
  return { fields, pieces };
};

const strings = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 60 }));
const values = fc.oneof(strings, fc.jsonValue({ maxDepth: 3 }));
const objects = fc.dictionary(fc.string({ unit: "grapheme", maxLength: 8 }), values, { noNullPrototype: true });
/** JSON as models write it: dense, indented, or with everything beyond ASCII escaped. */
const spelt = fc.tuple(objects, fc.constantFrom(0, 2, "\t"), fc.boolean()).map(([object, indent, isEscaped]) => {
  const json = JSON.stringify(object, null, indent);
  const text = isEscaped
    ? json.replaceAll(/[^\n\r\t -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : json;
  return { object, text };
});

describe("the reader of streamed arguments", () => {
  test("gives the string fields of the whole, however it is cut", () => {
    fc.assert(
      fc.property(spelt, fc.array(fc.nat(), { maxLength: 40 }), ({ object, text }, cuts) => {
        const { fields } = readAll(chunked(text, cuts));
        const expected = Object.entries(object).filter(([, value]) => typeof value === "string");
        expect(new Map([...fields].map(([field, { text: content }]) => [field, content]))).toEqual(new Map(expected));
        expect([...fields.values()].every(({ isEnd }) => isEnd)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  test("gives the same pieces of text character by character", () => {
    fc.assert(
      fc.property(spelt, ({ text }) => {
        expect(readAll([...text].flatMap((character) => character.split(""))).fields).toEqual(readAll([text]).fields);
      }),
    );
  });

  test("never splits a pair of surrogates", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (content, cuts) => {
          const { pieces } = readAll(chunked(JSON.stringify({ content: `🎉${content}🦊` }), cuts));
          expect(pieces.every(({ text }) => text.isWellFormed())).toBe(true);
        },
      ),
    );
  });

  test("falls silent at a fault, and never throws", () => {
    fc.assert(
      fc.property(spelt, fc.nat(), fc.string({ unit: "binary" }), (source, place, noise) => {
        const at = place % (source.text.length + 1);
        const broken = source.text.slice(0, at) + noise + source.text.slice(at);
        expect(() => readAll([broken])).not.toThrow();
      }),
    );
    expect(readAll([String.raw`{"path": "a\x", "content": "b"}`]).fields.get("content")).toBeUndefined();
  });

  test("shows a field before it has ended", () => {
    const reader = createFieldReader();
    expect(reader.push('{"path": "a.ts", "content": "impo')).toEqual([
      { field: "path", text: "a.ts", isEnd: true },
      { field: "content", text: "impo", isEnd: false },
    ]);
    expect(reader.push(String.raw`rt\u00`)).toEqual([{ field: "content", text: "rt", isEnd: false }]);
    expect(reader.push('e4"')).toEqual([{ field: "content", text: "ä", isEnd: true }]);
  });

  test("passes over nested objects, arrays and other values", () => {
    const text = JSON.stringify({
      list: ["x", { path: "not" }],
      deep: { content: "}" },
      number: 1.5,
      none: null,
      path: "yes",
    });
    expect(readAll([text]).fields).toEqual(new Map([["path", { text: "yes", isEnd: true }]]));
  });
});
