/** Bytes Git looks at to tell text from binary. */
const SAMPLE_BYTES = 8000;

/** Git's own test: a NUL near the beginning. */
export const isBinaryContent = (content: Buffer): boolean => content.subarray(0, SAMPLE_BYTES).includes(0);
