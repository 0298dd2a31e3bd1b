import type { WorkspaceEvent } from "#core/contracts/workspace-event.ts";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import type { Logger } from "#core/ports/logger.ts";

/** A delta is held back at most this long after the one before it; the first goes out at once. */
const COALESCE_MILLISECONDS = 50;

interface Dependencies {
  supabaseUrl: string;
  secretKey: string;
  fetch: typeof globalThis.fetch;
  logger: Logger;
}

interface Queue {
  events: WorkspaceEvent[];
  sending: Promise<void> | null;
}

/** Joins a delta to the last event when both continue the same file or text. */
const join = (last: WorkspaceEvent | undefined, next: WorkspaceEvent): WorkspaceEvent | null => {
  if (last?.type === "file-delta" && next.type === "file-delta" && last.fileId === next.fileId)
    return { ...last, text: last.text + next.text };
  if (last?.type === "text-delta" && next.type === "text-delta" && last.messageId === next.messageId)
    return { ...last, text: last.text + next.text };
  if (last?.type === "log-lines" && next.type === "log-lines" && last.deploymentId === next.deploymentId)
    return { ...last, lines: [...last.lines, ...next.lines] };
  return null;
};

/**
 * Broadcasts ephemeral events by Realtime's REST interface. Per project one request is under way at a time, which
 * keeps the order; what arrives meanwhile is joined, which keeps the number of messages down. The first event after
 * a pause goes out at once. https://supabase.com/docs/guides/realtime/broadcast#send-messages-using-rest-calls
 */
export const createEventPublisher = ({ supabaseUrl, secretKey, fetch, logger }: Dependencies): EventPublisher => {
  const queues = new Map<string, Queue>();

  const post = async (projectId: string, events: WorkspaceEvent[]): Promise<void> => {
    const messages = events.map((event) => ({
      topic: `project:${projectId}`,
      event: event.type,
      payload: event,
      private: true,
    }));
    try {
      const response = await fetch(`${supabaseUrl}/realtime/v1/api/broadcast`, {
        method: "POST",
        headers: { "content-type": "application/json", apikey: secretKey, authorization: `Bearer ${secretKey}` },
        body: JSON.stringify({ messages }),
        signal: AbortSignal.timeout(5_000),
      });
      if (!response.ok) logger.warn("Realtime refused a broadcast", { status: response.status });
    } catch (thrown) {
      logger.warn("A broadcast was not sent", { reason: String(thrown) });
    }
  };

  const drain = async (projectId: string, queue: Queue): Promise<void> => {
    while (queue.events.length > 0) {
      const events = queue.events.splice(0);
      const pause = new Promise((resolve) => setTimeout(resolve, COALESCE_MILLISECONDS));
      await post(projectId, events);
      await pause;
    }
    queues.delete(projectId);
  };

  return {
    publish: (projectId, event) => {
      const queue = queues.get(projectId) ?? { events: [], sending: null };
      queues.set(projectId, queue);
      const joined = join(queue.events.at(-1), event);
      if (joined === null) queue.events.push(event);
      else queue.events[queue.events.length - 1] = joined;
      queue.sending ??= Promise.resolve().then(() => drain(projectId, queue));
    },
    flush: async (projectId) => {
      await queues.get(projectId)?.sending;
    },
  };
};
