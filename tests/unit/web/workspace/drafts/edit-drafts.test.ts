import { describe, expect, test } from "vitest";
import { createDraftStore } from "#web/features/workspace/drafts/create-draft-store.ts";
import {
  deleteDraft,
  findConflicts,
  keepMine,
  renameDraft,
  suggestMessage,
  toFileEdits,
  writeDraft,
} from "#web/features/workspace/drafts/edit-drafts.ts";

const committed = { sha: "a".repeat(40), content: "one\n" };
const edited = writeDraft({}, "a.txt", "two\n", committed);

describe("edits made by hand", () => {
  test("an edit back to what is committed is no edit", () => {
    expect(writeDraft(edited, "a.txt", "one\n", committed)).toEqual({});
  });

  test("an edit remembers what the file held when it began, however long it takes", () => {
    const later = writeDraft(edited, "a.txt", "three\n", { sha: "b".repeat(40), content: "other\n" });
    expect(later["a.txt"]).toEqual({ path: "a.txt", content: "three\n", blobSha: committed.sha });
  });

  test("A12: an edit of a file that changed on the branch is a conflict until the person decides", () => {
    const now = new Map([["a.txt", "b".repeat(40)]]);
    expect(findConflicts(edited, new Map([["a.txt", committed.sha]]))).toEqual([]);
    expect(findConflicts(edited, now)).toHaveLength(1);
    expect(findConflicts(edited, new Map())).toHaveLength(1);
    expect(findConflicts(keepMine(edited, "a.txt", "b".repeat(40)), now)).toEqual([]);
  });

  test("a new file whose path was taken meanwhile is a conflict", () => {
    const drafts = writeDraft({}, "new.txt", "x", null);
    expect(findConflicts(drafts, new Map())).toEqual([]);
    expect(findConflicts(drafts, new Map([["new.txt", committed.sha]]))).toHaveLength(1);
  });

  test("deleting a file that was never committed leaves nothing", () => {
    expect(deleteDraft(writeDraft({}, "new.txt", "x", null), "new.txt", null)).toEqual({});
  });

  test("renaming deletes the old path and writes the new one", () => {
    const drafts = renameDraft({}, { path: "a.txt", content: "one\n", committedSha: committed.sha }, "b.txt");
    expect(toFileEdits(drafts)).toEqual([
      { path: "a.txt", isDeleted: true },
      { path: "b.txt", content: "one\n" },
    ]);
  });

  test("suggests a message that says what is done", () => {
    expect(suggestMessage(edited)).toBe("Edit a.txt");
    expect(suggestMessage(writeDraft({}, "n.txt", "x", null))).toBe("Add n.txt");
    expect(suggestMessage(writeDraft(edited, "n.txt", "x", null))).toBe("Edit 2 files");
  });
});

const createStorage = (initial: Record<string, string> = {}, isFull = false): Storage => {
  const items = new Map(Object.entries(initial));
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    removeItem: (name) => void items.delete(name),
    setItem: (name, value) => {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      items.set(name, value);
    },
  };
};

describe("createDraftStore", () => {
  test("keeps edits over a reload and forgets them when there are none", () => {
    const storage = createStorage();
    createDraftStore(storage, "k").change(() => edited);
    const again = createDraftStore(storage, "k");
    expect(again.read()).toEqual(edited);
    again.change(() => ({}));
    expect(storage.length).toBe(0);
  });

  test("starts empty from damaged storage, and works without any", () => {
    expect(createDraftStore(createStorage({ k: "{not json" }), "k").read()).toEqual({});
    expect(createDraftStore(createStorage({ k: '{"a":1}' }), "k").read()).toEqual({});
    const store = createDraftStore(createStorage({}, true), "k");
    store.change(() => edited);
    expect(store.read()).toEqual(edited);
  });
});
