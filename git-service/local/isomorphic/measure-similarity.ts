import { isBinaryContent } from "./is-binary.ts";

/** Git's scale of similarity: 60,000 is the same content. */
export const MAXIMUM_SCORE = 60_000;

const CHUNK_BYTES = 64;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Bytes by chunk: a line, or 64 bytes of a longer one. Carriage returns of text do not count. */
export const countChunks = (content: Buffer): Map<string, number> => {
  const isText = !isBinaryContent(content);
  const chunks = new Map<string, number>();
  let chunk: number[] = [];
  const close = (): void => {
    const key = Buffer.from(chunk).toString("latin1");
    chunks.set(key, (chunks.get(key) ?? 0) + chunk.length);
    chunk = [];
  };
  for (const [index, byte] of content.entries()) {
    if (isText && byte === CARRIAGE_RETURN && content[index + 1] === LINE_FEED) continue;
    chunk.push(byte);
    if (chunk.length >= CHUNK_BYTES || byte === LINE_FEED) close();
  }
  if (chunk.length > 0) close();
  return chunks;
};

/** How much of the source is still in the target, from 0 to 60,000: Git's estimate (diffcore-delta). */
export const measureSimilarity = (
  source: { size: number; chunks: Map<string, number> },
  target: { size: number; chunks: Map<string, number> },
): number => {
  const largest = Math.max(source.size, target.size);
  if (target.size === 0 || largest === 0) return 0;
  let copied = 0;
  for (const [chunk, bytes] of source.chunks) copied += Math.min(bytes, target.chunks.get(chunk) ?? 0);
  return Math.floor((copied * MAXIMUM_SCORE) / largest);
};
