import type { ModelMessage, Provider, ProviderEvent, ProviderRequest } from "#core/ports/provider.ts";

export const toRequest = (request: Partial<ProviderRequest> & { model: string }): ProviderRequest => ({
  messages: [{ role: "user", parts: [{ type: "text", text: "Build a list of tasks." }] } satisfies ModelMessage],
  tools: [],
  signal: new AbortController().signal,
  ...request,
});

/** Reads a provider's stream to its end. */
export async function collectEvents(provider: Provider, request: ProviderRequest): Promise<ProviderEvent[]> {
  const events: ProviderEvent[] = [];
  for await (const event of provider.stream(request)) events.push(event);
  return events;
}

/** The events with neighbouring deltas of one kind joined, so that chunking does not matter. */
export function joinDeltas(events: ProviderEvent[]): ProviderEvent[] {
  const joined: ProviderEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if (event.type === "text-delta" && last?.type === "text-delta")
      joined[joined.length - 1] = { ...last, text: last.text + event.text };
    else if (event.type === "tool-call-delta" && last?.type === "tool-call-delta" && last.callId === event.callId)
      joined[joined.length - 1] = { ...last, text: last.text + event.text };
    else joined.push(event);
  }
  return joined;
}
