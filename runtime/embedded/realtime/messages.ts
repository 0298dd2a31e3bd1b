import { z } from "zod";

/** Protocol version 2.0.0 of Phoenix channels, as supabase-js speaks it: `[join_ref, ref, topic, event, payload]`. */
const arrayFrame = z.tuple([z.string().nullable(), z.string().nullable(), z.string(), z.string(), z.unknown()]);
const objectFrame = z.object({
  join_ref: z.string().nullish(),
  ref: z.string().nullish(),
  topic: z.string(),
  event: z.string(),
  payload: z.unknown(),
});

export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

const text = (bytes: Buffer): string => bytes.toString("utf8");

/**
 * A broadcast of the client in its binary form (kind 3): lengths of join_ref, ref, topic, event and metadata, then
 * the encoding (1 is JSON), then those pieces, then the payload.
 */
const parseBinary = (bytes: Buffer): Frame | null => {
  if (bytes[0] !== 3 || bytes.length < 7) return null;
  const [joinRefLength = 0, refLength = 0, topicLength = 0, eventLength = 0, metadataLength = 0, encoding] =
    bytes.subarray(1, 7);
  let offset = 7;
  const take = (length: number): string => text(bytes.subarray(offset, (offset += length)));
  const [joinRef, ref, topic, event] = [take(joinRefLength), take(refLength), take(topicLength), take(eventLength)];
  take(metadataLength);
  if (encoding !== 1) return null;
  try {
    return {
      joinRef,
      ref,
      topic,
      event: "broadcast",
      payload: { type: "broadcast", event, payload: JSON.parse(text(bytes.subarray(offset))) },
    };
  } catch {
    return null;
  }
};

/** Reads a frame of either version, text or binary; null for what is neither. */
export const parseFrame = (data: Buffer, isBinary: boolean): Frame | null => {
  if (isBinary) return parseBinary(data);
  let json: unknown;
  try {
    json = JSON.parse(text(data));
  } catch {
    return null;
  }
  const array = arrayFrame.safeParse(json);
  if (array.success) {
    const [joinRef, ref, topic, event, payload] = array.data;
    return { joinRef, ref, topic, event, payload };
  }
  const object = objectFrame.safeParse(json);
  return object.success
    ? {
        joinRef: object.data.join_ref ?? null,
        ref: object.data.ref ?? null,
        topic: object.data.topic,
        event: object.data.event,
        payload: object.data.payload,
      }
    : null;
};

/** Writes a frame for a socket of the given version. */
export const formatFrame = ({ joinRef, ref, topic, event, payload }: Frame, version: string): string =>
  JSON.stringify(
    version.startsWith("2") ? [joinRef, ref, topic, event, payload] : { join_ref: joinRef, ref, topic, event, payload },
  );

const changeFilter = z.object({
  event: z.string(),
  schema: z.string(),
  table: z.string().optional(),
  filter: z.string().optional(),
});

/** Payload of `phx_join`. */
export const joinSchema = z.object({
  config: z
    .object({
      broadcast: z
        .object({ self: z.boolean().default(false), ack: z.boolean().default(false) })
        .partial()
        .default({}),
      presence: z
        .object({ key: z.string().default(""), enabled: z.boolean().default(false) })
        .partial()
        .default({}),
      postgres_changes: z.array(changeFilter).default([]),
      private: z.boolean().default(false),
    })
    .partial()
    .default({}),
  access_token: z.string().nullish(),
});

export const broadcastSchema = z.object({ type: z.string().optional(), event: z.string(), payload: z.unknown() });
export const tokenSchema = z.object({ access_token: z.string() });
export const restBroadcastSchema = z.object({
  messages: z
    .array(
      z.object({
        topic: z.string().min(1),
        event: z.string().min(1),
        payload: z.unknown(),
        private: z.boolean().default(false),
      }),
    )
    .max(1000),
});
