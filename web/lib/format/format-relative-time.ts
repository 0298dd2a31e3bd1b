const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const JUST_NOW = 45 * SECOND;
const DAYS_IN_WORDS = 7;

const dayAndMonth = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });

/** How long ago an instant was, in a few words: "just now", "3 min ago", "5 h ago", "2 days ago", then the date. Future instants read "in …". */
export const formatRelativeTime = (at: string, now: number): string => {
  const instant = Date.parse(at);
  const distance = Math.abs(now - instant);
  const say = (amount: string): string => (instant > now ? `in ${amount}` : `${amount} ago`);
  if (distance < JUST_NOW) return "just now";
  if (distance < HOUR) return say(`${Math.max(1, Math.round(distance / MINUTE))} min`);
  if (distance < DAY) return say(`${Math.round(distance / HOUR)} h`);
  const days = Math.round(distance / DAY);
  if (days <= DAYS_IN_WORDS) return say(days === 1 ? "1 day" : `${days} days`);
  const isSameYear = new Date(instant).getFullYear() === new Date(now).getFullYear();
  return (isSameYear ? dayAndMonth : dayMonthYear).format(instant);
};
