const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** A length of time in milliseconds as "840 ms", "4.2 s", "1 m 20 s" or "2 h 5 m". */
export const formatDuration = (milliseconds: number): string => {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < MINUTE_SECONDS) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < HOUR_SECONDS) return `${Math.floor(whole / MINUTE_SECONDS)} m ${whole % MINUTE_SECONDS} s`;
  return `${Math.floor(whole / HOUR_SECONDS)} h ${Math.floor((whole % HOUR_SECONDS) / MINUTE_SECONDS)} m`;
};
