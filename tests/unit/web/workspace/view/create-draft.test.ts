import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDraft } from "#web/features/workspace/view/create-draft.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a draft is kept a moment after the last key, and told to who shows it at once", () => {
  const kept: string[] = [];
  const seen: string[] = [];
  const draft = createDraft("", (text) => kept.push(text));
  const stop = draft.subscribe(() => seen.push(draft.read()));
  draft.write("a");
  draft.write("ab");
  expect(seen).toEqual(["a", "ab"]);
  expect(kept).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(kept).toEqual(["ab"]);
  stop();
  draft.write("abc");
  expect(seen).toHaveLength(2);
});

test("a prompt that was sent is forgotten at once, so that a reload does not bring it back", () => {
  const kept: string[] = [];
  const draft = createDraft("send this", (text) => kept.push(text));
  draft.write("send this now");
  draft.write("");
  expect(kept).toEqual([""]);
  vi.advanceTimersByTime(500);
  expect(kept).toEqual([""]);
});
