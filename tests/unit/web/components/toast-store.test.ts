import { describe, expect, test } from "vitest";
import { createToastStore } from "#web/components/toast-store.ts";

const open = (store: ReturnType<typeof createToastStore>) =>
  store
    .read()
    .filter(({ isOpen }) => isOpen)
    .map(({ title }) => title);

describe("the toasts", () => {
  test("are three at most, the oldest gives way", () => {
    const store = createToastStore();
    for (const title of ["one", "two", "three", "four"]) store.add({ kind: "info", title });
    expect(open(store)).toEqual(["two", "three", "four"]);
  });

  test("do not say the same twice", () => {
    const store = createToastStore();
    store.add({ kind: "info", title: "Saved" });
    store.add({ kind: "info", title: "Copied" });
    store.add({ kind: "info", title: "Saved" });
    expect(open(store)).toEqual(["Copied", "Saved"]);
  });

  test("tell whoever listens, until they leave", () => {
    const store = createToastStore();
    let calls = 0;
    const leave = store.subscribe(() => {
      calls += 1;
    });
    const id = store.add({ kind: "success", title: "Saved" });
    store.close(id);
    leave();
    store.add({ kind: "success", title: "Saved" });
    expect(calls).toBe(2);
    expect(store.readOnServer()).toEqual([]);
  });
});
