import { describe, expect, it } from "vitest";
import { createCleanup } from "#runtime/server/create-cleanup.ts";

describe("createCleanup", () => {
  it("undoes the latest first, once, and goes on after a step that fails", async () => {
    const done: string[] = [];
    const failures: unknown[] = [];
    const cleanup = createCleanup((thrown) => failures.push(thrown));
    cleanup.add(() => void done.push("first"));
    cleanup.add(async () => {
      throw new Error("broken");
    });
    cleanup.add(async () => void done.push("third"));
    await Promise.all([cleanup.run(), cleanup.run()]);
    await cleanup.run();
    expect(done).toEqual(["third", "first"]);
    expect(failures).toEqual([new Error("broken")]);
  });
});
