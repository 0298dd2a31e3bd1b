/** Lets so many things happen a second, on average, and a burst of twice as many. */
export interface RateLimit {
  /** False when it is too much. */
  take(count?: number): boolean;
}

export const createRateLimit = (perSecond: number, now: () => number): RateLimit => {
  const most = perSecond * 2;
  let left = most;
  let at = now();
  return {
    take: (count = 1) => {
      const time = now();
      left = Math.min(most, left + ((time - at) / 1000) * perSecond);
      at = time;
      if (left < count) return false;
      left -= count;
      return true;
    },
  };
};
