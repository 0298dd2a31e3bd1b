import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { AuthoriseTopic } from "../access/authorise-topic.ts";
import type { Speaker } from "../access/verify-token.ts";
import { formatFrame, type ProtocolVersion } from "../protocol/frame.ts";
import { breakChannel, closeChannel, isExpired, REALTIME, type Channel } from "./channel.ts";

/** Access is asked anew after so long, at the next message. A change we know of is asked at once (`invalidate`). */
const FRESH_MILLISECONDS = 5_000;

export interface Topic {
  name: string;
  isPrivate: boolean;
}

export interface Outgoing {
  event: "broadcast" | "presence_diff";
  payload: unknown;
  /** The sender, who does not hear it again. */
  except?: Channel;
}

/** Everybody on every topic. */
export interface Hub {
  add(channel: Channel): void;
  remove(channel: Channel): void;
  /** Sends to everybody on a topic who may hear it now; in order, whatever has to be asked first. */
  deliver(topic: Topic, outgoing: Outgoing): void;
  /** What may be done on a private topic has changed, or may have. */
  invalidate(name: string): void;
  channels(): Channel[];
}

interface Group extends Topic {
  channels: Set<Channel>;
  freshUntil: number;
  /** Messages that wait for an answer about access; null when nothing is being asked. */
  waiting: Outgoing[] | null;
}

const keyOf = ({ name, isPrivate }: Topic): string => `${isPrivate ? "private" : "public"}:${name}`;

const mayHear = ({ access, isPresenceEnabled }: Channel, event: Outgoing["event"]): boolean =>
  event === "broadcast" ? access.broadcast.canRead : access.presence.canRead && isPresenceEnabled;

/** Sends now. The frame is written once for all clients of a version: it names no join, as in Supabase. */
const sendToGroup = (group: Group, { event, payload, except }: Outgoing, now: Date): void => {
  const formatted = new Map<ProtocolVersion, string | Buffer | null>();
  const format = (version: ProtocolVersion): string | Buffer | null => {
    const known = formatted.get(version);
    if (known !== undefined) return known;
    const made = formatFrame({ joinRef: null, ref: null, topic: REALTIME + group.name, event, payload }, version);
    formatted.set(version, made);
    return made;
  };
  for (const channel of group.channels) {
    if (channel === except || !mayHear(channel, event)) continue;
    if (isExpired(channel, now)) {
      closeChannel(channel, "Token has expired");
      continue;
    }
    const data = format(channel.connection.version);
    if (data !== null) channel.connection.sendFormatted(data);
  }
};

const identify = ({ role, claims }: Speaker): string => role + JSON.stringify(claims);

/** Asks for each person on a topic what they may do, and ends the channels of those who may no longer read. */
const recheck = async (group: Group, authorise: AuthoriseTopic): Promise<void> => {
  const byPerson = Map.groupBy(group.channels, ({ speaker }) => identify(speaker));
  const answers = await Promise.all(
    [...byPerson.values()].map(async (channels) => {
      const [first] = channels;
      return first === undefined ? null : { channels, access: await authorise(first.speaker, group.name) };
    }),
  );
  for (const answer of answers) {
    for (const channel of answer?.channels ?? []) {
      if (answer !== null) channel.access = answer.access;
      if (!channel.access.broadcast.canRead) closeChannel(channel, unauthorised(channel.name));
    }
  }
};

export const unauthorised = (name: string): string =>
  `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`;

/**
 * Keeps who is on which topic, and delivers. On a private topic access is asked when a message is to be delivered and
 * the last answer is old, or something was told to have changed: whoever has lost a project hears nothing more (A15).
 */
export const createHub = (options: { authorise: AuthoriseTopic; clock: Clock; logger: Logger }): Hub => {
  const groups = new Map<string, Group>();
  const { authorise, clock, logger } = options;

  const ask = async (group: Group): Promise<void> => {
    try {
      while (group.waiting !== null && group.waiting.length > 0) {
        const due = group.waiting.splice(0);
        if (clock.now().getTime() >= group.freshUntil) {
          const asked = clock.now().getTime();
          group.freshUntil = asked + FRESH_MILLISECONDS;
          await recheck(group, authorise);
        }
        for (const outgoing of due) sendToGroup(group, outgoing, clock.now());
      }
    } catch (thrown) {
      // Nobody can be asked, so nobody is told. Clients join again, and fetch what they have missed.
      logger.warn("Realtime could not ask who may read a topic", { topic: group.name, reason: String(thrown) });
      group.freshUntil = 0;
      for (const channel of group.channels) breakChannel(channel);
    } finally {
      group.waiting = null;
    }
  };

  return {
    add: (channel) => {
      const key = keyOf(channel);
      const group = groups.get(key) ?? { ...topicOf(channel), channels: new Set(), freshUntil: 0, waiting: null };
      groups.set(key, group);
      group.channels.add(channel);
    },
    remove: (channel) => {
      const key = keyOf(channel);
      const group = groups.get(key);
      group?.channels.delete(channel);
      if (group?.channels.size === 0) groups.delete(key);
    },
    deliver: (topic, outgoing) => {
      const group = groups.get(keyOf(topic));
      if (group === undefined) return;
      if (group.waiting !== null) group.waiting.push(outgoing);
      else if (!group.isPrivate || clock.now().getTime() < group.freshUntil) sendToGroup(group, outgoing, clock.now());
      else {
        group.waiting = [outgoing];
        void ask(group);
      }
    },
    invalidate: (name) => {
      const group = groups.get(keyOf({ name, isPrivate: true }));
      if (group !== undefined) group.freshUntil = 0;
    },
    channels: () => [...groups.values()].flatMap(({ channels }) => [...channels]),
  };
};

const topicOf = ({ name, isPrivate }: Topic): Topic => ({ name, isPrivate });
