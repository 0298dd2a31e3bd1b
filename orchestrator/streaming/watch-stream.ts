import type { Clock } from "#core/ports/clock.ts";
import type { ProviderEvent } from "#core/ports/provider.ts";
import { ProviderError } from "../providers/provider-error.ts";

export interface WatchOptions {
  provider: string;
  clock: Clock;
  /** A stream that sends nothing for so long has stalled. */
  stallMilliseconds: number;
  signal: AbortSignal;
  /** Ends the request of a stream that stalled. */
  abort(reason: unknown): void;
}

/**
 * Passes a provider's events on, and throws when none comes for too long, or as soon as the signal aborts, whether or not
 * the provider minds it. Throws ProviderError `provider_timed_out`, or the signal's reason.
 */
export async function* watchStream(
  events: AsyncIterable<ProviderEvent>,
  options: WatchOptions,
): AsyncGenerator<ProviderEvent> {
  const { clock, signal, stallMilliseconds } = options;
  const finished = new AbortController();
  // What we do with an event ourselves does not count: only time in which the provider is waited for.
  const wait = { since: clock.now().getTime(), isOn: false };
  const stalled = async (): Promise<never> => {
    const over = AbortSignal.any([signal, finished.signal]);
    for (;;) {
      const left = wait.isOn ? wait.since + stallMilliseconds - clock.now().getTime() : stallMilliseconds;
      if (left <= 0) break;
      await clock.sleep(left, over);
    }
    const seconds = Math.round(stallMilliseconds / 1000);
    throw new ProviderError({
      code: "provider_timed_out",
      provider: options.provider,
      reason: `nothing came for ${seconds} seconds`,
    });
  };
  signal.throwIfAborted();
  const watchdog = stalled();
  watchdog.catch(() => undefined);
  const iterator = events[Symbol.asyncIterator]();
  let isExhausted = false;
  try {
    for (;;) {
      wait.since = clock.now().getTime();
      wait.isOn = true;
      const step = await Promise.race([iterator.next(), watchdog]);
      wait.isOn = false;
      if (step.done === true) {
        isExhausted = true;
        return;
      }
      yield step.value;
    }
  } catch (error) {
    isExhausted = true;
    options.abort(error);
    throw error;
  } finally {
    finished.abort();
    // Not awaited: a stream that hangs would hang its own return as well.
    if (!isExhausted) void iterator.return?.();
  }
}
