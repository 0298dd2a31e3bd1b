/** The first word of a call's title, and what it is done to. Longer names first. */
const kinds: readonly { begin: string; one: string; many: (count: number) => string }[] = [
  { begin: "Read ", one: "read 1 file", many: (count) => `read ${count} files` },
  { begin: "Wrote ", one: "wrote 1 file", many: (count) => `wrote ${count} files` },
  { begin: "Edited ", one: "edited 1 file", many: (count) => `edited ${count} files` },
  { begin: "Deleted ", one: "deleted 1 file", many: (count) => `deleted ${count} files` },
  { begin: "Renamed ", one: "renamed 1 file", many: (count) => `renamed ${count} files` },
  { begin: "Searched ", one: "searched", many: (count) => `searched ${count} times` },
  { begin: "Listed ", one: "looked around", many: () => "looked around" },
  { begin: "Updated the plan", one: "updated the plan", many: () => "updated the plan" },
  { begin: "Checks ", one: "checked the build", many: (count) => `checked the build ${count} times` },
  { begin: "Could not ", one: "1 call did not work", many: (count) => `${count} calls did not work` },
];

/** Several calls in one line: "Read 3 files, wrote 2 files and 1 more". */
export const summariseCalls = (titles: readonly string[]): string => {
  const counted = kinds
    .map((kind) => ({ kind, count: titles.filter((title) => title.startsWith(kind.begin)).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => ({ count, text: count === 1 ? kind.one : kind.many(count) }));
  const rest = titles.length - counted.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ...counted.map(({ text }) => text),
    ...(rest > 0 ? [counted.length === 0 ? `${rest} calls` : `${rest} more`] : []),
  ];
  const last = parts.pop() ?? "";
  const sentence = parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
};
