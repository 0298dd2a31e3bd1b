import { Buffer } from "node:buffer";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBodyBudget, type BodyBudget } from "#webhooks/receive/create-body-budget.ts";
import { toText, withRawBody } from "#webhooks/receive/read-raw-body.ts";

const MEGABYTE = 1024 * 1024;

/** A request whose body comes in the given pieces; a function is asked for pieces until it answers null. */
const request = (next: () => Uint8Array | null | Promise<Uint8Array | null>, onCancel?: () => void): Request =>
  new Request("http://localhost/functions/v1/github-webhook", {
    method: "POST",
    duplex: "half",
    body: new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const chunk = await next();
        if (chunk === null) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: () => onCancel?.(),
    }),
  } as RequestInit);

/** A body in pieces, whose length is announced unless told otherwise. */
const pieces = (chunks: Uint8Array[], isAnnounced = true): Request => {
  const left = [...chunks];
  const made = request(() => left.shift() ?? null);
  const size = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (isAnnounced) made.headers.set("content-length", String(size));
  return made;
};

const large = (): Request => pieces([new Uint8Array(700 * 1024)]);

const unannounced = (bytes: number): Request => pieces([new Uint8Array(bytes)], false);

const limits = (options: { maximumBytes?: number; budget?: BodyBudget; deadlineMilliseconds?: number } = {}) => ({
  maximumBytes: MEGABYTE,
  deadlineMilliseconds: 5_000,
  budget: createBodyBudget(4 * MEGABYTE),
  clock: {
    sleep: (milliseconds: number, signal?: AbortSignal) => setTimeout(milliseconds, undefined, signal && { signal }),
  },
  ...options,
});

describe("withRawBody", () => {
  it("hands on what arrived, however it was cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.array(fc.nat(40)), async (text, cuts) => {
        const bytes = Buffer.from(text);
        const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        const cut = pieces(chunks.filter(({ length }) => length > 0));
        expect(await withRawBody(cut, limits(), async (body) => toText(body))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it("reads a request without a body as empty", async () => {
    const empty = new Request("http://localhost/", { method: "POST" });
    expect(await withRawBody(empty, limits(), async ({ size }) => size)).toBe(0);
  });

  it("A5: refuses an announced size without reading any of it", async () => {
    const announced = new Request("http://localhost/", {
      method: "POST",
      body: "x",
      headers: { "content-length": String(26 * MEGABYTE) },
    });
    await expect(withRawBody(announced, limits({ maximumBytes: 25 * MEGABYTE }), async () => "read")).rejects.toThrow(
      "larger than the limit of 25 MB",
    );
  });

  it("A5: stops endless chunks at the limit and lets go of the rest", async () => {
    let sent = 0;
    let isCanceled = false;
    const endless = request(
      () => {
        sent += 64 * 1024;
        return new Uint8Array(64 * 1024);
      },
      () => {
        isCanceled = true;
      },
    );
    await expect(withRawBody(endless, limits(), async () => "read")).rejects.toMatchObject({ status: 413 });
    expect(sent).toBeLessThanOrEqual(512 * 1024);
    await setTimeout(1);
    expect(isCanceled).toBe(true);
  });

  it("A5: believes what arrives, not what Content-Length says", async () => {
    const lying = pieces([new Uint8Array(MEGABYTE), new Uint8Array(1)]);
    lying.headers.set("content-length", "10");
    await expect(withRawBody(lying, limits(), async () => "read")).rejects.toMatchObject({ status: 413 });
  });

  it("A5: takes a small body that does not say its length, and no large one", async () => {
    expect(await withRawBody(unannounced(256 * 1024), limits(), async ({ size }) => size)).toBe(256 * 1024);
    await expect(withRawBody(unannounced(256 * 1024 + 1), limits(), async () => "read")).rejects.toThrow(
      "does not say its length is larger than the limit of 256 kB",
    );
  });

  it("A5: holds little more than the bytes of a body that comes one at a time", async () => {
    const left = { bytes: 50_000 };
    const budget = createBodyBudget(256 * 1024);
    const tiny = request(() => {
      left.bytes -= 1;
      return left.bytes < 0 ? null : new Uint8Array([left.bytes % 256]);
    });
    const sum = await withRawBody(tiny, limits({ budget }), async ({ chunks, size }) => {
      expect(chunks.length).toBeLessThan(20);
      expect(chunks.reduce((held, chunk) => held + chunk.buffer.byteLength, 0)).toBeLessThan(2 * size + 8192);
      return chunks.flatMap((chunk) => [...chunk]).reduce((total, byte) => total + byte, 0);
    });
    expect(sum).toBe(Array.from({ length: 50_000 }, (_, index) => index % 256).reduce((a, b) => a + b, 0));
  });

  it("A5: gives up on a body that trickles", async () => {
    const slow = request(async () => {
      await setTimeout(5);
      return new Uint8Array(1);
    });
    const startedAt = performance.now();
    await expect(withRawBody(slow, limits({ deadlineMilliseconds: 60 }), async () => "read")).rejects.toMatchObject({
      status: 408,
    });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it("A5: bodies together stay within the budget, and give it back", async () => {
    const budget = createBodyBudget(MEGABYTE);
    const inside = withRawBody(large(), limits({ budget }), async () => {
      await expect(withRawBody(large(), limits({ budget }), async () => "read")).rejects.toMatchObject({ status: 503 });
      const small = pieces([new Uint8Array(60 * 1024)]);
      expect(await withRawBody(small, limits({ budget }), async ({ size }) => size)).toBe(60 * 1024);
      return "held";
    });
    expect(await inside).toBe("held");
    expect(await withRawBody(large(), limits({ budget }), async () => "after")).toBe("after");
    expect(budget.take(MEGABYTE)).toBe(true);
    expect(budget.take(1)).toBe(false);
  });

  it("gives the budget back when the use of a body fails", async () => {
    const budget = createBodyBudget(MEGABYTE);
    const failing = withRawBody(pieces([new Uint8Array(900 * 1024)]), limits({ budget }), () =>
      Promise.reject(new Error("no database")),
    );
    await expect(failing).rejects.toThrow("no database");
    expect(budget.take(MEGABYTE)).toBe(true);
  });

  it("does not take bytes that are not UTF-8 for text", async () => {
    const broken = pieces([Buffer.from([0x7b, 0xff, 0x7d])]);
    await expect(withRawBody(broken, limits(), async (body) => toText(body))).rejects.toThrow(TypeError);
  });
});
