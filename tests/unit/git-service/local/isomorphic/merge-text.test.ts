import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeText } from "#git-service/local/isomorphic/merge-text.ts";

const merge = (base: string, ours: string, theirs: string) =>
  mergeText(Buffer.from(base), Buffer.from(ours), Buffer.from(theirs))?.toString() ?? null;

describe("mergeText", () => {
  it("joins edits of different lines", () => {
    expect(merge("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n")).toBe("A\nb\nc\nd\nE\n");
  });

  it("takes the same edit of both sides once", () => {
    expect(merge("a\nb\nc\n", "a\nX\nc\n", "a\nX\nc\n")).toBe("a\nX\nc\n");
  });

  it("leaves the same line, neighbours and binary content to a person", () => {
    expect(merge("a\nb\n", "a\nX\n", "a\nY\n")).toBeNull();
    expect(merge("a\nb\n", "X\nb\n", "a\nY\n")).toBeNull();
    expect(merge("a\0b\n", "a\0b\nc\n", "x\na\0b\n")).toBeNull();
  });

  it("keeps every byte: no line end at the end, Windows line ends, bytes that are not UTF-8", () => {
    const base = Buffer.from("a\r\nb\r\nc\r\nd", "latin1");
    const ours = Buffer.from("\xE9\r\nb\r\nc\r\nd", "latin1");
    const theirs = Buffer.from("a\r\nb\r\nc\r\n\xFF", "latin1");
    expect(mergeText(base, ours, theirs)?.toString("latin1")).toBe("\xE9\r\nb\r\nc\r\n\xFF");
  });

  it("gives the other side when one did nothing", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 8 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(merge(base, base, other)).toBe(other);
        expect(merge(base, other, base)).toBe(other);
        expect(merge(base, other, other)).toBe(other);
      }),
    );
  });
});
