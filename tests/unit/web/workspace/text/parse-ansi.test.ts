import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAnsi, stripAnsi } from "#web/features/workspace/text/parse-ansi.ts";

const ESC = "\u001B";

test("colours and weights become spans", () => {
  expect(parseAnsi(`${ESC}[1;31merror${ESC}[0m in ${ESC}[38;5;33mapp.tsx${ESC}[39m`)).toMatchObject([
    { text: "error", colour: "red", isBold: true },
    { text: " in ", colour: null, isBold: false },
    { text: "app.tsx", colour: "blue" },
  ]);
  expect(parseAnsi(`${ESC}[38;2;20;200;40mok`)).toMatchObject([{ text: "ok", colour: "green" }]);
  expect(parseAnsi(`${ESC}[48;5;196;33mwarn`)).toMatchObject([{ text: "warn", colour: "yellow" }]);
  expect(parseAnsi(`${ESC}[90mdim`)).toMatchObject([{ colour: "grey" }]);
});

test.each([
  ["an OSC-8 link", `${ESC}]8;;javascript:alert(1)${ESC}\\click${ESC}]8;;${ESC}\\`, "click"],
  ["an OSC-8 link ended by BEL", `${ESC}]8;;javascript:alert(1)\u0007click${ESC}]8;;\u0007`, "click"],
  ["a title", `${ESC}]0;owned\u0007text`, "text"],
  ["a cursor movement", `a${ESC}[2Kb${ESC}[1Gc`, "abc"],
  ["an unfinished sequence", `text${ESC}[31`, "text"],
  ["an unfinished link", `text${ESC}]8;;javascript:alert(1)`, "text"],
  ["a one-letter sequence", `a${ESC}cb${ESC}(Bc`, "abc"],
  ["an eight-bit sequence", "a\u009B31mb", "ab"],
])("A29: of %s only the text it wraps stays", (_, line, text) => {
  expect(stripAnsi(line)).toBe(text);
});

test("A29: what could mislead the reader is spelled out", () => {
  expect(stripAnsi("ok\u202Eevil\u0000")).toBe("ok[U+202E]evil[U+0000]");
});

test("a progress line shows what a terminal would show in the end", () => {
  expect(stripAnsi("10%\r50%\r100% done\r")).toBe("100% done");
});

test("A29: no line, however odd, yields a control character, and none takes long", () => {
  const odd = fc.array(
    fc.constantFrom(ESC, "[", "]", "8", ";", "m", "31", "\u0007", "\\", "a", "\r", "\u009B", "P", "?", " "),
    {
      maxLength: 200,
    },
  );
  fc.assert(
    fc.property(odd, (parts) => {
      // oxlint-disable-next-line no-control-regex
      expect(stripAnsi(parts.join(""))).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
    }),
  );
  const begun = performance.now();
  stripAnsi(`${ESC}]8;;`.repeat(20_000));
  expect(performance.now() - begun).toBeLessThan(500);
});
