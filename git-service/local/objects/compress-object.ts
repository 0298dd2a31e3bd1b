import { promisify } from "node:util";
import { deflate, deflateSync } from "node:zlib";

const deflateLater = promisify(deflate);

/** Below this many bytes a call on the main thread (0.07 ms) is cheaper than a trip to the thread pool. */
const SYNC_LIMIT = 32 * 1024;

/** zlib at level 1: maintenance compresses again, with deltas. */
export const compressContent = (content: Buffer): Promise<Buffer> | Buffer =>
  content.length <= SYNC_LIMIT ? deflateSync(content, { level: 1 }) : deflateLater(content, { level: 1 });
