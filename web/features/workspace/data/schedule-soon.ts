/** A hidden tab draws no frames, and a busy one draws them late. */
const LONGEST_MILLISECONDS = 40;

/** Calls back once: with the next frame, or a moment later where no frame is drawn. Answers how to call it off. */
export const scheduleSoon = (callback: () => void): (() => void) => {
  const cancel = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const run = (): void => {
    cancel();
    callback();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, LONGEST_MILLISECONDS);
  return cancel;
};
