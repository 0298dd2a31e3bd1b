import { describe, expect, test } from "vitest";
import { matchesShortcut, type PressedKey } from "#web/lib/keyboard/matches-shortcut.ts";

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  target: null,
  ...held,
});

describe("a key press is a shortcut", () => {
  test("with Cmd or with Ctrl, whichever the keyboard has", () => {
    expect(matchesShortcut(press("k", { metaKey: true }), "mod+k")).toBe(true);
    expect(matchesShortcut(press("k", { ctrlKey: true }), "mod+k")).toBe(true);
  });
  test("whatever Caps Lock says", () => {
    expect(matchesShortcut(press("K", { ctrlKey: true }), "mod+k")).toBe(true);
  });
  test("for a sign that needs Shift on this keyboard", () => {
    expect(matchesShortcut(press("/", { shiftKey: true }), "/")).toBe(true);
  });
  test("with Shift, when the combination names it", () => {
    expect(matchesShortcut(press("P", { ctrlKey: true, shiftKey: true }), "mod+shift+p")).toBe(true);
    expect(matchesShortcut(press("enter", { ctrlKey: true }), "mod+enter")).toBe(true);
  });
});

describe("a key press is no shortcut", () => {
  test("without its modifier, or with one too many", () => {
    expect(matchesShortcut(press("k"), "mod+k")).toBe(false);
    expect(matchesShortcut(press("k", { ctrlKey: true, altKey: true }), "mod+k")).toBe(false);
    expect(matchesShortcut(press("k", { ctrlKey: true, shiftKey: true }), "mod+k")).toBe(false);
    expect(matchesShortcut(press("n", { metaKey: true }), "n")).toBe(false);
  });
  test("while a character is being composed", () => {
    expect(matchesShortcut(press("n", { isComposing: true }), "n")).toBe(false);
  });
});
