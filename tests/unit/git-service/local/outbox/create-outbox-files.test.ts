import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOutboxFiles } from "#git-service/local/outbox/create-outbox-files.ts";
import type { OutboxEntry } from "#git-service/local/outbox/ref-update.ts";

const entry = (deliveryId: string, createdAt: number): OutboxEntry => ({
  deliveryId,
  createdAt,
  repository: { projectId: "p", ownerHandle: "ada", slug: "app" },
  ref: "refs/heads/main",
  before: null,
  after: "1".repeat(40),
  pusher: { name: "Ada", email: "ada@example.com" },
});

describe("createOutboxFiles", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "letscode-outbox-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("lists the oldest first, in numbers and not in text", async () => {
    const files = createOutboxFiles(join(folder, "outbox"));
    expect(await files.list()).toEqual([]);
    for (const one of [entry("b", 1000), entry("a", 99), entry("c", 20_000)]) await files.save(one);
    expect((await files.list()).map(({ deliveryId }) => deliveryId)).toEqual(["a", "b", "c"]);
    await files.remove(entry("b", 1000));
    await files.remove(entry("never", 5));
    expect(await files.list()).toEqual([entry("a", 99), entry("c", 20_000)]);
  });

  it("passes over what is damaged or half written", async () => {
    const files = createOutboxFiles(folder);
    await files.save(entry("a", 1));
    await writeFile(join(folder, "0-broken.json"), "{");
    await writeFile(join(folder, "0-other.json"), '{"ref": 5}');
    await writeFile(join(folder, "0-half.json.tmp"), "{}");
    expect(await files.list()).toEqual([entry("a", 1)]);
    expect((await readdir(folder)).length).toBe(4);
  });
});
