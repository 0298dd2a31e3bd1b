const dateTime = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const date = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** "Nov 26, 2026, 1:05 PM", in the reader's time zone. */
export const formatDateTime = (at: string): string => dateTime.format(Date.parse(at));

/** "Nov 26, 2026", in the reader's time zone. */
export const formatDate = (at: string): string => date.format(Date.parse(at));
