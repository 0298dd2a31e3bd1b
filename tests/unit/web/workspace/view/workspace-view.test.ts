import { expect, test } from "vitest";
import { keepRememberedView, readRememberedView } from "#web/features/workspace/view/remembered-view.ts";
import { formatView, parseView } from "#web/features/workspace/view/workspace-view.ts";
import { makeSha, projectId } from "../data/make-rows.ts";

test("a link says the branch, the tab and the commit, and can be read again", () => {
  const view = {
    branch: "letscode/a b-1",
    tab: "changes",
    commit: makeSha(1),
    file: "src/app.tsx",
    deployment: null,
  } as const;
  const query = formatView(view, new URLSearchParams("theme=dark&tab=code&deployment=x"));
  expect(query).toContain("theme=dark");
  expect(parseView(new URLSearchParams(query))).toEqual(view);
});

test("what a link says wrongly counts as absent", () => {
  expect(parseView(new URLSearchParams("tab=admin&commit=main"))).toMatchObject({ tab: null, commit: null });
});

const makeStorage = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};

test("what is remembered is kept per project and survives a change of its parts", () => {
  const storage = makeStorage();
  keepRememberedView(storage, projectId, { tab: "code", layouts: { main: { chat: 30, centre: 70 } } });
  keepRememberedView(storage, projectId, { isConsoleOpen: true });
  expect(readRememberedView(storage, projectId)).toEqual({
    tab: "code",
    layouts: { main: { chat: 30, centre: 70 } },
    isConsoleOpen: true,
  });
  expect(readRememberedView(storage, "another")).toEqual({});
});

test("a damaged memory, or a browser that keeps nothing, costs the memory and nothing else", () => {
  const storage = makeStorage();
  storage.kept.set(`letscode.workspace.${projectId}`, "{not json");
  expect(readRememberedView(storage, projectId)).toEqual({});
  storage.kept.set(`letscode.workspace.${projectId}`, '{"tab":"nowhere"}');
  expect(readRememberedView(storage, projectId)).toEqual({});
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error("the quota has been exceeded");
    },
  };
  expect(() => keepRememberedView(full, projectId, { tab: "code" })).not.toThrow();
});
