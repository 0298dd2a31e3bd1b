import type { Channel } from "./channel.ts";
import type { Hub, Topic } from "./create-hub.ts";

type Meta = Record<string, unknown> & { phx_ref: string };
type PresenceState = Record<string, { metas: Meta[] }>;

/** Who is there, per topic, as Phoenix.Presence tells it. */
export interface Presence {
  /** Makes a client visible to the others, or changes what they see of it. */
  track(channel: Channel, payload: Record<string, unknown>): void;
  untrack(channel: Channel): void;
  state(topic: Topic): PresenceState;
}

const keyOf = ({ name, isPrivate }: Topic): string => `${isPrivate}:${name}`;

const group = (entries: Iterable<[Channel, Meta]>): PresenceState => {
  const state: PresenceState = {};
  for (const [{ presenceKey }, meta] of entries) (state[presenceKey] ??= { metas: [] }).metas.push(meta);
  return state;
};

/**
 * Keeps who is present. A client that tracks again leaves with its old entry and joins with the new one, which names the
 * old as `phx_ref_prev`: the client library tells an update by that.
 */
export const createPresence = (hub: Hub): Presence => {
  const topics = new Map<string, Map<Channel, Meta>>();
  let counter = 0;
  const tell = (channel: Channel, joins: PresenceState, leaves: PresenceState): void =>
    hub.deliver(channel, { event: "presence_diff", payload: { joins, leaves } });
  return {
    track: (channel, payload) => {
      const present = topics.get(keyOf(channel)) ?? new Map<Channel, Meta>();
      topics.set(keyOf(channel), present);
      const previous = present.get(channel);
      counter += 1;
      const meta: Meta = {
        ...payload,
        phx_ref: counter.toString(36),
        ...(previous === undefined ? {} : { phx_ref_prev: previous.phx_ref }),
      };
      present.set(channel, meta);
      tell(channel, group([[channel, meta]]), previous === undefined ? {} : group([[channel, previous]]));
    },
    untrack: (channel) => {
      const present = topics.get(keyOf(channel));
      const previous = present?.get(channel);
      if (present === undefined || previous === undefined) return;
      present.delete(channel);
      if (present.size === 0) topics.delete(keyOf(channel));
      tell(channel, {}, group([[channel, previous]]));
    },
    state: (topic) => group(topics.get(keyOf(topic)) ?? []),
  };
};
