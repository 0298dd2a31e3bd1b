import { z } from "zod";

/** One message of Phoenix channels: what supabase-js and the server say to each other. */
export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

const refSchema = z.string().max(64).nullable();
const nameSchema = z.string().max(1024);
/** Version 2.0.0: `[join_ref, ref, topic, event, payload]`. */
const arrayFrame = z.tuple([refSchema, refSchema, nameSchema, nameSchema, z.unknown()]);
/** Version 1.0.0. */
const objectFrame = z.object({
  join_ref: refSchema.optional(),
  ref: refSchema.optional(),
  topic: nameSchema,
  event: nameSchema,
  payload: z.unknown().optional(),
});

/** Kinds and encodings of binary frames, as @supabase/realtime-js numbers them. */
const PUSH_KIND = 3;
const BROADCAST_KIND = 4;
const BINARY_ENCODING = 0;
const JSON_ENCODING = 1;

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
};

/**
 * A client's own broadcast: the lengths of join_ref, ref, topic, event and metadata, the encoding, then those pieces, then
 * the payload, which is JSON or bytes.
 */
const parseBinary = (bytes: Buffer): Frame | null => {
  if (bytes[0] !== PUSH_KIND || bytes.length < 7) return null;
  const lengths = [...bytes.subarray(1, 6)];
  let offset = 7;
  const [joinRef = "", ref = "", topic = "", event = ""] = lengths.map((length) =>
    bytes.toString("utf8", offset, (offset += length)),
  );
  const rest = bytes.subarray(offset);
  const payload = bytes[6] === JSON_ENCODING ? parseJson(rest) : rest;
  if (payload === undefined || offset > bytes.length) return null;
  return { joinRef, ref, topic, event: "broadcast", payload: { type: "broadcast", event, payload } };
};

/** Reads a frame of either version, text or binary; null for what is neither. */
export const parseFrame = (data: Buffer, isBinary: boolean): Frame | null => {
  if (isBinary) return parseBinary(data);
  const json = parseJson(data);
  const array = arrayFrame.safeParse(json);
  if (array.success) {
    const [joinRef, ref, topic, event, payload] = array.data;
    return { joinRef, ref, topic, event, payload };
  }
  const object = objectFrame.safeParse(json);
  if (!object.success) return null;
  const { join_ref: joinRef = null, ref = null, topic, event, payload } = object.data;
  return { joinRef, ref, topic, event, payload };
};

export type ProtocolVersion = "1" | "2";

const broadcastOfBytes = z.object({ event: z.string(), payload: z.instanceof(Uint8Array) });

/** A broadcast of bytes; version 1 has no form for it. */
const formatBinary = (frame: Frame, version: ProtocolVersion): Buffer | null => {
  const broadcast = broadcastOfBytes.safeParse(frame.payload);
  if (version === "1" || !broadcast.success) return null;
  const [topic, event] = [Buffer.from(frame.topic), Buffer.from(broadcast.data.event)];
  if (topic.length > 255 || event.length > 255) return null;
  const header = Buffer.from([BROADCAST_KIND, topic.length, event.length, 0, BINARY_ENCODING]);
  return Buffer.concat([header, topic, event, broadcast.data.payload]);
};

/** A frame as it goes over the wire: text, or bytes for a broadcast of bytes; null when this version cannot say it. */
export const formatFrame = (frame: Frame, version: ProtocolVersion): string | Buffer | null => {
  const { joinRef, ref, topic, event, payload } = frame;
  if (event === "broadcast" && broadcastOfBytes.safeParse(payload).success) return formatBinary(frame, version);
  return JSON.stringify(
    version === "2" ? [joinRef, ref, topic, event, payload] : { join_ref: joinRef, ref, topic, event, payload },
  );
};
