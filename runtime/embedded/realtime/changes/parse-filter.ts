export interface ChangeFilter {
  column: string;
  operator: "eq" | "neq" | "lt" | "lte" | "gt" | "gte" | "in";
  value: string | string[];
}

const pattern = /^([^=]+)=(eq|neq|lt|lte|gt|gte|in)\.(.*)$/s;

/** Splits at commas outside of brackets and of double quotes. */
const splitList = (text: string): string[] => {
  const parts = [""];
  let depth = 0;
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && character === "(") depth += 1;
    if (!isQuoted && character === ")") depth -= 1;
    if (character === "," && depth === 0 && !isQuoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
};

const unquote = (text: string): string => (/^".*"$/s.test(text) ? text.slice(1, -1) : text);

const parseOne = (text: string): ChangeFilter | null => {
  const [, column = "", operator = "", value = ""] = pattern.exec(text.trim()) ?? [];
  if (operator === "in") {
    const list = /^\((.*)\)$/s.exec(value)?.[1];
    return list === undefined ? null : { column, operator, value: list === "" ? [] : splitList(list).map(unquote) };
  }
  const known = (["eq", "neq", "lt", "lte", "gt", "gte"] as const).find((name) => name === operator);
  return known === undefined ? null : { column, operator: known, value: unquote(value) };
};

/**
 * Reads a filter of postgres_changes: `id=eq.1`, `state=in.(open,done)`, several with commas between. Null when it is
 * none. https://supabase.com/docs/guides/realtime/postgres-changes#available-filters
 */
export const parseFilter = (text: string): ChangeFilter[] | null => {
  if (text.trim() === "") return [];
  const filters = splitList(text).map(parseOne);
  return filters.some((filter) => filter === null) ? null : filters.filter((filter) => filter !== null);
};
