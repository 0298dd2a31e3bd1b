import { randomUUID } from "node:crypto";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { PushDelivery, SendPush } from "../push-delivery.ts";
import type { OutboxFiles } from "./create-outbox-files.ts";
import type { OutboxEntry, RefUpdate } from "./ref-update.ts";

/** A ref update that was written down before it happens. */
export interface Announcement {
  /** It happened: sends it, in the order of the project's other announcements. Does not wait for the answer. */
  confirm(): void;
  /** It did not happen. */
  discard(): Promise<void>;
}

export interface Outbox {
  /** Writes the update down; resolves when that is on the disk. */
  prepare(update: RefUpdate): Promise<Announcement>;
  /** Takes over what another process, or an earlier life of this one, left behind. */
  sweep(): Promise<void>;
  /** Resolves when everything confirmed so far was acknowledged. */
  flush(): Promise<void>;
  /** Stops retrying; what is left stays in the outbox. */
  close(): Promise<void>;
}

export interface OutboxOptions {
  files: OutboxFiles;
  sendPush: SendPush;
  /** Builds the payload, or answers null when the repository is gone. */
  describe(entry: OutboxEntry): Promise<PushDelivery["payload"] | null>;
  /** Whether the refs show that the update happened. */
  hasLanded(entry: OutboxEntry): Promise<boolean>;
  clock: Clock;
  logger: Logger;
  /** The process that writes. */
  pid: number;
  /** Whether a process of this machine still runs; a doubt counts as yes. */
  isAlive(pid: number | undefined): boolean;
}

/** Pauses between attempts; the last one repeats. */
const RETRY_MILLISECONDS = [200, 1000, 5000, 15_000, 60_000];
/** Younger entries still belong to whoever made them, if that process runs. */
const ORPHAN_MILLISECONDS = 10_000;
/** An update that has not happened by then never will. */
const ABANDONED_MILLISECONDS = 60 * 60_000;

const retryPause = (attempt: number): number =>
  RETRY_MILLISECONDS[Math.min(attempt, RETRY_MILLISECONDS.length - 1)] ?? 60_000;

/** Sends one entry as often as it takes; answers false when it was stopped before. */
const deliverUntilTaken = async (entry: OutboxEntry, options: OutboxOptions, stop: AbortSignal): Promise<boolean> => {
  for (let attempt = 0; !stop.aborted; attempt += 1) {
    try {
      const payload = await options.describe(entry);
      if (payload !== null) await options.sendPush({ deliveryId: entry.deliveryId, payload });
      await options.files.remove(entry);
      return true;
    } catch (error) {
      if (stop.aborted) return false;
      options.logger.warn("A push was not taken by its receiver; it is sent again.", {
        deliveryId: entry.deliveryId,
        attempt,
        error: error instanceof Error ? error.message : String(error),
      });
      await options.clock.sleep(retryPause(attempt), stop).catch(() => {});
    }
  }
  return false;
};

/**
 * Announces ref updates at least once: each is written down before the ref moves, sent after, retried until the
 * receiver acknowledges, and found again after a crash at any point between. The delivery id stays the same, so the
 * receiver records it once however often it arrives.
 */
export const createOutbox = (options: OutboxOptions): Outbox => {
  const { files, clock } = options;
  const stop = new AbortController();
  const owned = new Set<string>();
  const queues = new Map<string, Promise<void>>();

  const deliver = async (entry: OutboxEntry): Promise<void> => {
    if (await deliverUntilTaken(entry, options, stop.signal)) owned.delete(entry.deliveryId);
  };
  const enqueue = (entry: OutboxEntry): void => {
    const key = entry.repository.projectId;
    const next = (queues.get(key) ?? Promise.resolve()).then(() => deliver(entry));
    queues.set(key, next);
    void next.finally(() => {
      if (queues.get(key) === next) queues.delete(key);
    });
  };
  const adopt = async (entry: OutboxEntry): Promise<void> => {
    const age = clock.now().getTime() - entry.createdAt;
    if (owned.has(entry.deliveryId) || (age < ORPHAN_MILLISECONDS && options.isAlive(entry.ownerPid))) return;
    if (await options.hasLanded(entry)) {
      owned.add(entry.deliveryId);
      enqueue(entry);
    } else if (age > ABANDONED_MILLISECONDS) {
      await files.remove(entry);
    }
  };
  return {
    prepare: async (update) => {
      const entry: OutboxEntry = {
        ...update,
        deliveryId: randomUUID(),
        ownerPid: options.pid,
        createdAt: clock.now().getTime(),
      };
      owned.add(entry.deliveryId);
      await files.save(entry);
      return {
        confirm: () => enqueue(entry),
        discard: async () => {
          await files.remove(entry);
          owned.delete(entry.deliveryId);
        },
      };
    },
    sweep: async () => {
      for (const entry of await files.list()) await adopt(entry);
    },
    flush: async () => {
      while (queues.size > 0) await Promise.all(queues.values());
    },
    close: async () => {
      stop.abort();
      await Promise.all(queues.values());
    },
  };
};
