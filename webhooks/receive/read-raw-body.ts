import { TooLargeError } from "#core/errors/too-large-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import { ReceiverBusyError } from "../errors/receiver-busy-error.ts";
import { SlowRequestError } from "../errors/slow-request-error.ts";
import type { BodyBudget } from "./create-body-budget.ts";

/** A body as it arrived. In pieces: joining them would hold a large one twice. */
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

/** What a body may hold without the budget: small deliveries pass even while others fill it. */
const FREE_BYTES = 64 * 1024;
const MEGABYTE = 1024 * 1024;

const describeLimit = (bytes: number): string =>
  bytes >= MEGABYTE ? `${bytes / MEGABYTE} MB` : `${Math.round(bytes / 1024)} kB`;

/** The reads of a body, until the time is up. Throws SlowRequestError. */
const readInTime = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { deadlineMilliseconds, clock }: BodyLimits,
  take: (chunk: Uint8Array) => void,
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

/**
 * Reads a body and hands it to `use`, within its limit of bytes (by what arrives, whatever Content-Length says), of
 * time, and of memory shared with all others. Throws TooLargeError, SlowRequestError or ReceiverBusyError as soon as one
 * is passed, and lets go of the rest of the body.
 */
export const withRawBody = async <Result>(
  request: Request,
  limits: BodyLimits,
  use: (body: RawBody) => Promise<Result>,
): Promise<Result> => {
  const tooLarge = (): TooLargeError => new TooLargeError("This webhook", describeLimit(limits.maximumBytes));
  if (Number(request.headers.get("content-length") ?? 0) > limits.maximumBytes) {
    await request.body?.cancel().catch(() => undefined);
    throw tooLarge();
  }
  const body: RawBody = { chunks: [], size: 0 };
  let taken = 0;
  const keep = (chunk: Uint8Array): void => {
    const size = body.size + chunk.byteLength;
    if (size > limits.maximumBytes) throw tooLarge();
    const wanted = Math.max(0, size - FREE_BYTES) - taken;
    if (wanted > 0) {
      if (!limits.budget.take(wanted)) throw new ReceiverBusyError();
      taken += wanted;
    }
    body.chunks.push(chunk);
    body.size = size;
  };
  const reader = request.body?.getReader();
  try {
    if (reader !== undefined) await readInTime(reader, limits, keep);
    return await use(body);
  } finally {
    limits.budget.give(taken);
    void reader?.cancel().catch(() => undefined);
  }
};

/** The text of a body. Throws TypeError when it is not UTF-8. */
export const toText = ({ chunks }: RawBody): string => {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
};
