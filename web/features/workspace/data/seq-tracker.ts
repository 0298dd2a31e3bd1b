/**
 * Which of a project's sequence numbers have been seen. Each change of a durable row takes the next number in the
 * order of commits, so a number that is missing below one that was seen is an event that got lost.
 */
export interface SeqTracker {
  /** Every number up to this one is accounted for. */
  readonly upTo: number;
  /** Numbers seen beyond a hole. */
  readonly ahead: ReadonlySet<number>;
}

export const emptyTracker: SeqTracker = { upTo: 0, ahead: new Set() };

const close = (upTo: number, ahead: ReadonlySet<number>): SeqTracker => {
  let next = upTo;
  while (ahead.has(next + 1)) next += 1;
  return { upTo: next, ahead: new Set([...ahead].filter((seq) => seq > next)) };
};

/** Takes note of one number that an event carried. */
export const noteSeq = (tracker: SeqTracker, seq: number): SeqTracker => {
  if (seq <= tracker.upTo || tracker.ahead.has(seq)) return tracker;
  if (seq === tracker.upTo + 1 && tracker.ahead.size === 0) return { upTo: seq, ahead: tracker.ahead };
  return close(tracker.upTo, new Set(tracker.ahead).add(seq));
};

/** Takes note that a read has brought everything up to a number. */
export const advanceTo = (tracker: SeqTracker, seq: number): SeqTracker =>
  seq <= tracker.upTo ? tracker : close(seq, tracker.ahead);

/** True when something is missing between what is accounted for and what was seen. */
export const hasHole = (tracker: SeqTracker): boolean => tracker.ahead.size > 0;
