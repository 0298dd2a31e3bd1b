const units = ["B", "kB", "MB", "GB"] as const;

/** A size as "512 B", "14 kB" or "1.3 MB"; a kilobyte is 1,000 bytes. */
export const formatBytes = (bytes: number): string => {
  const exponent = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1_000 ** exponent;
  const digits = exponent > 0 && amount < 10 ? 1 : 0;
  return `${amount.toFixed(digits)} ${units[exponent] ?? "B"}`;
};
