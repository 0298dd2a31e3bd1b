/** Bytes gathered from many pieces. */
export interface Accumulator {
  /** Bytes added so far. */
  readonly size: number;
  /** Bytes of memory held for them, and for some to come. */
  readonly capacity: number;
  add(piece: Uint8Array): void;
  /** What was added, in order. */
  blocks(): Uint8Array[];
}

const SMALLEST_BLOCK = 4 * 1024;
const LARGEST_BLOCK = 256 * 1024;
/** From here on a piece is kept as it is: copying it would need its memory twice until it is collected. */
const KEPT_PIECE = 16 * 1024;

/**
 * Gathers bytes; small pieces in blocks of its own, which double in size. Kept as they arrive, a body that a sender
 * cuts into single bytes would cost many times its length, and would hold the buffers of the socket they are views of.
 */
export const createAccumulator = (): Accumulator => {
  const full: Uint8Array[] = [];
  let block = new Uint8Array(0);
  let used = 0;
  let size = 0;
  let capacity = 0;
  const closeBlock = (nextSize: number): void => {
    if (used > 0) full.push(block.subarray(0, used));
    block = new Uint8Array(nextSize);
    capacity += nextSize;
    used = 0;
  };
  const copy = (piece: Uint8Array): void => {
    for (let offset = 0; offset < piece.byteLength;) {
      if (used === block.byteLength)
        closeBlock(Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, block.byteLength * 2)));
      const part = piece.subarray(offset, offset + block.byteLength - used);
      block.set(part, used);
      used += part.byteLength;
      offset += part.byteLength;
    }
  };
  return {
    get size() {
      return size;
    },
    get capacity() {
      return capacity;
    },
    add: (piece) => {
      size += piece.byteLength;
      if (piece.byteLength < KEPT_PIECE) return copy(piece);
      closeBlock(0);
      full.push(piece);
      capacity += piece.buffer.byteLength;
    },
    blocks: () => [...full, block.subarray(0, used)],
  };
};
