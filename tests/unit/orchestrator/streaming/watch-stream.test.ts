import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import type { ProviderEvent } from "#core/ports/provider.ts";
import { watchStream } from "#orchestrator/streaming/watch-stream.ts";

const clock = {
  now: () => new Date(),
  sleep: async (milliseconds: number, signal?: AbortSignal) => {
    await sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => {
      throw signal?.reason;
    });
  },
};

const collect = async (events: AsyncIterable<ProviderEvent>) => {
  const all: ProviderEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
};

const text = (value: string): ProviderEvent => ({ type: "text-delta", text: value });

const watch = (
  events: AsyncIterable<ProviderEvent>,
  signal = new AbortController().signal,
  abort = vi.fn<(reason: unknown) => void>(),
  stallMilliseconds = 60,
) => ({
  abort,
  events: watchStream(events, { provider: "test", clock, stallMilliseconds, signal, abort }),
});

/** Long enough that a busy machine is not taken for a stalled stream. */
const PATIENCE = 800;
const patient = (events: AsyncIterable<ProviderEvent>) => watch(events, undefined, undefined, PATIENCE);

async function* slow() {
  for (const piece of ["a", "b", "c"]) {
    await sleep(30);
    yield text(piece);
  }
}

async function* hanging() {
  yield text("a");
  await new Promise(() => undefined);
}

async function* failing() {
  yield text("a");
  throw new Error("broken");
}

describe("a watched stream", () => {
  test("passes everything on, slow pieces included", async () => {
    expect(await collect(patient(slow()).events)).toEqual([text("a"), text("b"), text("c")]);
  });

  test("A9: ends a stream that sends nothing for too long, and its request", async () => {
    const { events, abort } = watch(hanging());
    await expect(collect(events)).rejects.toMatchObject({ code: "provider_timed_out", isRetryable: true });
    expect(abort).toHaveBeenCalledOnce();
  });

  test("does not count the time its own reader takes", async () => {
    const seen: ProviderEvent[] = [];
    for await (const event of patient(slow()).events) {
      await sleep(PATIENCE * 1.2);
      seen.push(event);
    }
    expect(seen).toHaveLength(3);
  });

  test("ends at once when it is aborted, even when the provider does not mind", async () => {
    const control = new AbortController();
    const { events } = watch(hanging(), control.signal);
    setTimeout(() => control.abort(new Error("stop")), 10);
    await expect(collect(events)).rejects.toThrow("stop");
  });

  test("passes the provider's own fault on", async () => {
    await expect(collect(watch(failing()).events)).rejects.toThrow("broken");
  });
});
