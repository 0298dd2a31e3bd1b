/**
 * An answer of server-sent events, one JSON object each (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 * When the client goes away, `abort` is called and the source is ended.
 */
export const streamEvents = (events: AsyncGenerator<unknown>, abort: () => void): Response => {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await events.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
    },
    cancel: async () => {
      abort();
      await events.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
};
