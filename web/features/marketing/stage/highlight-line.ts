export interface CodeToken {
  kind: "plain" | "keyword" | "string" | "type" | "function" | "punctuation";
  text: string;
}

const patterns =
  /(?<string>"[^"]*")|(?<keyword>\b(?:export|interface|extends|const|string|number|null|true|false)\b)|(?<type>\b[A-Z]\w*)|(?<function>\b\w+(?=[(<]))|(?<punctuation>[{}()[\]<>:;,|=]+)/g;

const kinds = ["string", "keyword", "type", "function", "punctuation"] as const;

/** One line of TypeScript in coloured parts; together they are the line, unchanged. */
export const highlightLine = (line: string): CodeToken[] => {
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of line.matchAll(patterns)) {
    if (match.index > end) tokens.push({ kind: "plain", text: line.slice(end, match.index) });
    const kind = kinds.find((name) => match.groups?.[name] !== undefined) ?? "plain";
    tokens.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < line.length) tokens.push({ kind: "plain", text: line.slice(end) });
  return tokens;
};
