const folder = "supabase/migrations/";

/** SQL files that a database applies once, in the order of their numbers. */
export const isMigration = (path: string): boolean =>
  path.startsWith(folder) && path.endsWith(".sql") && !path.slice(folder.length).includes("/");

/** The number of a migration, as Supabase reads it; null for a file without one. */
export const migrationVersion = (path: string): string | null =>
  isMigration(path) ? (/^\d+/.exec(path.slice(folder.length))?.[0] ?? null) : null;

const slugOf = (path: string): string =>
  path
    .slice(folder.length, -".sql".length)
    .replace(/^\d+[_-]*/, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 80) || "change";

const toVersion = (date: Date): string => date.toISOString().replaceAll(/\D/g, "").slice(0, 14);

/** The second after a version, or after any number that is not an instant. */
const after = (version: string): string => {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(version) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? String(BigInt(version) + 1n) : toVersion(new Date(time + 1000));
};

/**
 * Path of a new migration: the time as its number, or the second after the newest one anywhere, so that the numbers of two
 * branches never meet and each one is applied after those before it.
 */
export const nameMigration = (asked: string, known: Iterable<string>, now: Date): string => {
  const versions = [...known].flatMap((path) => migrationVersion(path) ?? []).filter((version) => version.length <= 14);
  const newest = versions.toSorted().at(-1) ?? "";
  const current = toVersion(now);
  return `${folder}${newest < current ? current : after(newest)}_${slugOf(asked)}.sql`;
};
