import { clsx } from "clsx";
import { Lexer, type MarkedToken, type Token, type Tokens } from "marked";
import { memo, useMemo, type ReactNode } from "react";
import { revealControls } from "./reveal-controls.ts";
import { safeLink } from "./safe-link.ts";

/**
 * Markdown as React elements. Nothing is ever parsed as HTML: tags are shown as the text they are, links lead to
 * the web or nowhere, and pictures, which would call on foreign servers, are links (A29).
 */

/** marked types a token as one of ours or a generic one of an extension; we load no extensions. */
const known: ReadonlySet<string> = new Set(
  "blockquote br checkbox code codespan def del em escape heading hr html image link list paragraph space strong table text".split(
    " ",
  ),
);
const isKnown = (token: Token): token is MarkedToken => known.has(token.type);

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00A0" };
/** marked leaves character references in plain text to the browser, which never sees our text as HTML. */
const decode = (text: string): string =>
  revealControls(text.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole));

const renderAll = (tokens: readonly Token[] | undefined): ReactNode[] =>
  (tokens ?? []).map((token, index) => (
    // The tokens of a text have no identity but their place.
    // oxlint-disable-next-line react/no-array-index-key
    <Part key={index} token={token} />
  ));

const Link = ({ href, children }: { href: string; children: ReactNode }) => {
  const target = safeLink(href);
  if (target === null) return children;
  return (
    <a
      href={target}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent-text underline underline-offset-2"
    >
      {children}
    </a>
  );
};

const CodeText = ({ text, language }: { text: string; language: string | undefined }) => (
  <pre
    tabIndex={0}
    aria-label={language === undefined || language === "" ? "Code" : `Code, ${language}`}
    className="my-2 overflow-x-auto rounded-md bg-sunken px-3 py-2 text-xs leading-5 ring-1 ring-line ring-inset"
  >
    <code>{revealControls(text)}</code>
  </pre>
);

const List = ({ token }: { token: Tokens.List }) => {
  const items = token.items.map((item, index) => (
    // oxlint-disable-next-line react/no-array-index-key
    <li key={index} className={clsx(item.task && "-ml-5 list-none")}>
      {item.task ? <span aria-hidden="true">{item.checked === true ? "☑ " : "☐ "}</span> : null}
      {renderAll(item.tokens.filter(({ type }) => type !== "checkbox"))}
    </li>
  ));
  const classes = "my-1.5 flex flex-col gap-1 pl-5 marker:text-ink-subtle";
  return token.ordered ? (
    <ol start={token.start === "" ? 1 : token.start} className={clsx(classes, "list-decimal")}>
      {items}
    </ol>
  ) : (
    <ul className={clsx(classes, "list-disc")}>{items}</ul>
  );
};

const Grid = ({ token }: { token: Tokens.Table }) => (
  // Cells break between words alone, and a wide table is scrolled: a column must not become one letter wide. It is no
  // landmark: a conversation has many tables, and none of them is a place to go to.
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
  <div tabIndex={0} role="group" aria-label="Table" className="my-2 overflow-x-auto rounded-md ring-1 ring-line">
    <table className="w-full text-sm [overflow-wrap:normal]">
      <thead className="bg-sunken text-left">
        <tr>
          {token.header.map((cell, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <th key={index} scope="col" className="px-2.5 py-1.5 font-medium whitespace-nowrap">
              {renderAll(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {token.rows.map((row, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index} className="border-t">
            {row.map((cell, column) => (
              // oxlint-disable-next-line react/no-array-index-key
              <td key={column} className="max-w-64 min-w-max px-2.5 py-1.5 align-top">
                {renderAll(cell.tokens)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/**
 * Panels have headings of the second level; those of a text stand below them, all on one level: one that a model
 * skips would be one that is missing.
 */
const Heading = ({ token }: { token: Tokens.Heading }) => (
  <h3 className="mt-3 mb-1 font-semibold first:mt-0">{renderAll(token.tokens)}</h3>
);

const Part = ({ token }: { token: Token }): ReactNode => {
  if (!isKnown(token)) return null;
  switch (token.type) {
    case "space":
    case "def":
    case "checkbox":
      return null;
    case "paragraph":
      return <p className="my-1.5 first:mt-0 last:mb-0">{renderAll(token.tokens)}</p>;
    case "heading":
      return <Heading token={token} />;
    case "code":
      return <CodeText text={token.text} language={token.lang} />;
    case "blockquote":
      return (
        <blockquote className="my-2 border-l-2 border-line-strong pl-3 text-ink-muted">
          {renderAll(token.tokens)}
        </blockquote>
      );
    case "list":
      return <List token={token} />;
    case "table":
      return <Grid token={token} />;
    case "hr":
      return <hr className="my-3" />;
    case "strong":
      return <strong className="font-semibold">{renderAll(token.tokens)}</strong>;
    case "em":
      return <em>{renderAll(token.tokens)}</em>;
    case "del":
      return <del>{renderAll(token.tokens)}</del>;
    case "codespan":
      return <code className="break-text rounded-xs bg-hover px-1 py-px">{revealControls(token.text)}</code>;
    case "br":
      return <br />;
    case "link":
      return <Link href={token.href}>{renderAll(token.tokens)}</Link>;
    case "image":
      return <Link href={token.href}>{decode(token.text === "" ? token.href : token.text)}</Link>;
    case "text":
      return "tokens" in token && token.tokens !== undefined ? renderAll(token.tokens) : decode(token.text);
    case "escape":
      return decode(token.text);
    default:
      return decode(token.raw);
  }
};

/** One paragraph, list or the like; drawn again only when its own text changed, so that a stream stays cheap. */
const Block = memo(
  ({ token }: { token: Token }) => <Part token={token} />,
  (one, other) => one.token.raw === other.token.raw && one.token.type === other.token.type,
);
Block.displayName = "Block";

/** Text of the AI, with its headings, lists, code and links. */
export const Markdown = memo(({ text, className }: { text: string; className?: string }) => {
  const tokens = useMemo(() => new Lexer({ gfm: true, breaks: false }).lex(text), [text]);
  return (
    <div className={clsx("break-text text-base", className)}>
      {tokens.map((token, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Block key={index} token={token} />
      ))}
    </div>
  );
});
Markdown.displayName = "Markdown";
