import type { Extension } from "@codemirror/state";

type Load = () => Promise<Extension>;

const script =
  (options: { jsx?: boolean; typescript?: boolean }): Load =>
  async () =>
    (await import("@codemirror/lang-javascript")).javascript(options);
const css: Load = async () => (await import("@codemirror/lang-css")).css();
const html: Load = async () => (await import("@codemirror/lang-html")).html();
const json: Load = async () => (await import("@codemirror/lang-json")).json();
const markdown: Load = async () => (await import("@codemirror/lang-markdown")).markdown();
const sql: Load = async () => {
  const { PostgreSQL, sql: language } = await import("@codemirror/lang-sql");
  return language({ dialect: PostgreSQL });
};

const byEnding: Record<string, Load> = {
  ts: script({ typescript: true }),
  mts: script({ typescript: true }),
  cts: script({ typescript: true }),
  tsx: script({ typescript: true, jsx: true }),
  js: script({}),
  mjs: script({}),
  cjs: script({}),
  jsx: script({ jsx: true }),
  css,
  html,
  svg: html,
  vue: html,
  svelte: html,
  json,
  webmanifest: json,
  map: json,
  md: markdown,
  mdx: markdown,
  sql,
};

/** The language of a file by the ending of its name; each is loaded when the first such file is opened. Null for plain text. */
export const chooseLanguage = (path: string): Load | null => {
  const ending = /\.([^./]+)$/.exec(path.toLowerCase())?.[1] ?? "";
  return Object.hasOwn(byEnding, ending) ? (byEnding[ending] ?? null) : null;
};
