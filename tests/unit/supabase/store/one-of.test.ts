import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneOf } from "#supabase/store/one-of.ts";

/** Reads a list as PostgREST does: elements in double quotes, `\` before a quote or another `\`. */
const read = (list: string): string[] =>
  [...list.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"(?:,|$)/gs)].map(([, text = ""]) =>
    text.replaceAll(/\\(.)/gs, "$1"),
  );

describe("oneOf", () => {
  it("keeps every text apart, whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (texts) => {
        expect(read(oneOf(texts))).toEqual(texts);
      }),
    );
    expect(oneOf(["1.0", 'a"b', "c\\d", "e,f"])).toBe('("1.0","a\\"b","c\\\\d","e,f")');
  });
});
