import { TooLargeError } from "#core/errors/too-large-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import { ReceiverBusyError } from "../errors/receiver-busy-error.ts";
import { SlowRequestError } from "../errors/slow-request-error.ts";
import { createAccumulator, type Accumulator } from "./create-accumulator.ts";
import type { BodyBudget } from "./create-body-budget.ts";

/** A body as it arrived, in pieces: joining them would hold a large one twice. */
export interface RawBody {
  chunks: Uint8Array[];
  size: number;
}

export interface BodyLimits {
  maximumBytes: number;
  /** From the first byte to the last. */
  deadlineMilliseconds: number;
  budget: BodyBudget;
  clock: Pick<Clock, "sleep">;
}

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
/** What a body may hold without the budget: small deliveries pass even while others fill it. */
const FREE_BYTES = 64 * KILOBYTE;
/** What a body may have that does not say its length; GitHub says it, and an endless one is cut off soon. */
const MAXIMUM_UNANNOUNCED = 256 * KILOBYTE;

const describeLimit = (bytes: number): string =>
  bytes >= MEGABYTE ? `${bytes / MEGABYTE} MB` : `${Math.round(bytes / KILOBYTE)} kB`;

/** Takes from the budget as a body grows, and gives all of it back at the end. */
const createShare = (budget: BodyBudget): { hold(bytes: number): void; release(): void } => {
  let held = 0;
  return {
    hold: (bytes) => {
      const wanted = Math.max(0, bytes - FREE_BYTES) - held;
      if (wanted <= 0) return;
      if (!budget.take(wanted)) throw new ReceiverBusyError();
      held += wanted;
    },
    release: () => {
      budget.give(held);
      held = 0;
    },
  };
};

/** Reads a body to its end, or until the time is up. Throws SlowRequestError. */
const readInTime = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { deadlineMilliseconds, clock }: BodyLimits,
  take: (piece: Uint8Array) => void,
): Promise<void> => {
  const controller = new AbortController();
  const late = clock.sleep(deadlineMilliseconds, controller.signal).then(
    () => "late" as const,
    () => "late" as const,
  );
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late]);
      if (next === "late") throw new SlowRequestError(deadlineMilliseconds / 1000);
      if (next.done) return;
      take(next.value);
    }
  } finally {
    controller.abort();
  }
};

const readAnnounced = (headers: Headers): number | null => {
  const length = headers.get("content-length");
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
};

const gather = async (request: Request, limits: BodyLimits, hold: (bytes: number) => void): Promise<Accumulator> => {
  const announced = readAnnounced(request.headers);
  const limit = announced === null ? Math.min(limits.maximumBytes, MAXIMUM_UNANNOUNCED) : limits.maximumBytes;
  const refuse = (): TooLargeError =>
    new TooLargeError(
      announced === null ? "A webhook that does not say its length" : "This webhook",
      describeLimit(limit),
    );
  const gathered = createAccumulator();
  const reader = request.body?.getReader();
  try {
    if ((announced ?? 0) > limit) throw refuse();
    if (reader === undefined) return gathered;
    await readInTime(reader, limits, (piece) => {
      if (gathered.size + piece.byteLength > limit) throw refuse();
      gathered.add(piece);
      hold(gathered.capacity);
    });
    return gathered;
  } finally {
    // A sender that is refused may go on sending for ever.
    void reader?.cancel().catch(() => undefined);
  }
};

/**
 * Reads a body and hands it to `use`, within its limit of bytes (by what arrives, whatever Content-Length says), of
 * time, and of memory shared with all others. Throws TooLargeError, SlowRequestError or ReceiverBusyError as soon as one
 * is passed, before anything is read where Content-Length tells.
 */
export const withRawBody = async <Result>(
  request: Request,
  limits: BodyLimits,
  use: (body: RawBody) => Promise<Result>,
): Promise<Result> => {
  const share = createShare(limits.budget);
  try {
    const gathered = await gather(request, limits, share.hold);
    return await use({ chunks: gathered.blocks(), size: gathered.size });
  } finally {
    share.release();
  }
};

/** The text of a body. Throws TypeError when it is not UTF-8. */
export const toText = ({ chunks }: RawBody): string => {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
};
