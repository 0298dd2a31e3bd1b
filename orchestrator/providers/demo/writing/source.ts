/** Small helpers for writing TypeScript and SQL as text. */

/** A string literal in double quotes. JSON's escapes are JavaScript's, and none of them can close a comment or a tag. */
export const quote = (text: string) => JSON.stringify(text).replaceAll("<", "\\u003c");

/** Text for JSX: everything with a meaning there goes into an expression. */
export const jsxText = (text: string) => (/[{}<>&]/.test(text) ? `{${quote(text)}}` : text);

/** Text for an attribute in JSX. */
export const jsxAttribute = (text: string) => (/["&<>{}\\]/.test(text) ? `{${quote(text)}}` : `"${text}"`);

/** Text that stands in a comment. */
export const commentText = (text: string) => text.replaceAll("*/", "").replaceAll(/[\r\n]+/g, " ");

const sqlReserved = new Set(
  (
    "all analyse analyze and any array as asc both case cast check collate column constraint create current_date default desc " +
    "distinct do else end except false fetch for foreign from grant group having in initially intersect into limit not null offset " +
    "on only or order placing primary references returning select session_user some table then to trailing true union unique user " +
    "using variadic when where window with authorization between binary cross freeze full ilike inner is isnull join left like " +
    "natural outer overlaps right similar verbose date time timestamp interval values position"
  ).split(" "),
);

/** A table or column name, in quotes where SQL wants it. */
export const sqlName = (name: string) =>
  sqlReserved.has(name) || !/^[a-z_][a-z0-9_]*$/.test(name) ? `"${name}"` : name;

export const sqlText = (text: string) => `'${text.replaceAll("'", "''")}'`;
