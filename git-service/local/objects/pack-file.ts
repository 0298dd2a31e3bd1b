import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { GitObject, ObjectType } from "./git-object.ts";

/** One object on its way into a pack. */
export interface PackedObject {
  sha: string;
  object: GitObject;
  /** Its content, by zlib. */
  compressed: Buffer;
}

const typeNumbers: Record<ObjectType, number> = { commit: 1, tree: 2, blob: 3, tag: 4 };
const CHECKSUM_BYTES = 20;

const sha1 = (parts: Buffer[]): Buffer => {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const uint32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};

/** Type and size: 3 and 4 bits, then 7 bits a byte, lowest first. */
const entryHeader = ({ type, content }: GitObject): Buffer => {
  const bytes = [(typeNumbers[type] << 4) | (content.length & 0x0f)];
  for (let rest = Math.floor(content.length / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest & 0x7f);
  }
  return Buffer.from(bytes);
};

/**
 * The bytes of a pack without deltas and of its index, version 2 each, for packs below 2 GB.
 * https://git-scm.com/docs/gitformat-pack
 */
export const buildPack = (objects: PackedObject[]): { pack: Buffer[]; index: Buffer; checksum: string } => {
  const pack = [Buffer.from("PACK"), uint32(2, objects.length)];
  let offset = 12;
  const entries = objects.map(({ sha, object, compressed }) => {
    const header = entryHeader(object);
    const entry = { id: Buffer.from(sha, "hex"), crc: crc32(compressed, crc32(header)), offset };
    pack.push(header, compressed);
    offset += header.length + compressed.length;
    return entry;
  });
  const checksum = sha1(pack);
  pack.push(checksum);
  const sorted = entries.toSorted((one, other) => one.id.compare(other.id));
  const upTo = Array.from({ length: 256 }, (_, first) => sorted.filter(({ id }) => (id[0] ?? 0) <= first).length);
  const body = [
    Buffer.from([0xff, 0x74, 0x4f, 0x63]),
    uint32(2, ...upTo),
    ...sorted.map(({ id }) => id),
    uint32(...sorted.map(({ crc }) => crc)),
    uint32(...sorted.map((entry) => entry.offset)),
    checksum,
  ];
  const index = Buffer.concat([...body, sha1(body)]);
  return { pack, index, checksum: checksum.toString("hex").slice(0, CHECKSUM_BYTES * 2) };
};
