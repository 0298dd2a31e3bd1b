import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { GitHttpLimits } from "./git-access.ts";

/**
 * Calls `onLimit` once when nothing moved in either direction for too long, or when the whole took too long. Answers
 * the function that stops watching.
 */
export const watchTraffic = (
  streams: { request: IncomingMessage; output: Readable; response: ServerResponse },
  limits: Pick<GitHttpLimits, "idleMilliseconds" | "totalMilliseconds">,
  onLimit: () => void,
): (() => void) => {
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    clearTimeout(idle);
    clearTimeout(total);
    streams.request.off("data", refresh);
    streams.output.off("data", refresh);
    streams.response.off("drain", refresh);
  };
  const end = (): void => {
    if (isOver) return;
    stop();
    onLimit();
  };
  const idle = setTimeout(end, limits.idleMilliseconds);
  const total = setTimeout(end, limits.totalMilliseconds);
  const refresh = (): void => {
    idle.refresh();
  };
  streams.request.on("data", refresh);
  streams.output.on("data", refresh);
  streams.response.on("drain", refresh);
  return stop;
};
