/** Bytes that bodies in flight may hold together. */
export interface BodyBudget {
  /** Takes bytes; false when there are not so many left. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/**
 * Bounds the memory of all bodies that are being read, of requests whose signature nobody has seen verified yet:
 * 200 of 25 MB each would be 5 GB. One body of the largest size fits, with room for some beside it.
 */
export const createBodyBudget = (bytes: number): BodyBudget => {
  let left = bytes;
  return {
    take: (wanted) => {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
    give: (returned) => {
      left += returned;
    },
  };
};
