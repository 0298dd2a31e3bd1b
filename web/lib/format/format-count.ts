const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** "1 commit", "1,204 commits". */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`;

/** "950", "1.2K", "3.4M": for counts of tokens and the like. */
export const formatCompact = (count: number): string => compact.format(count);
