import { FileCode2 } from "lucide-react";
import { highlightLine, type CodeToken } from "./highlight-line.ts";
import { code, filePath } from "./script.ts";

const colours: Record<CodeToken["kind"], string> = {
  plain: "text-syntax-name",
  keyword: "text-syntax-keyword",
  string: "text-syntax-string",
  type: "text-syntax-type",
  function: "text-syntax-function",
  punctuation: "text-syntax-punctuation",
};

const lines = code.map((line, index) => {
  let column = 0;
  const tokens = highlightLine(line).map((token) => {
    const key = column;
    column += token.text.length;
    return { ...token, key };
  });
  return { number: index + 1, tokens };
});

/** A file while it is written. All lines keep their place, so that nothing moves. */
export const StageCode = ({ written, isWriting }: { written: number; isWriting: boolean }) => (
  <div className="flex min-w-0 flex-col border-r max-lg:hidden">
    <div className="flex h-9 items-center gap-2 border-b px-3 text-xs text-ink-muted">
      <FileCode2 className="size-3.5 text-ink-subtle" />
      <span className="font-mono">{filePath}</span>
      {isWriting ? <span className="ml-auto text-accent-text">writing</span> : null}
    </div>
    <pre className="flex-1 overflow-hidden py-2.5 text-[0.6875rem] leading-[1.15rem]">
      {lines.map(({ number, tokens }) => (
        <div key={number} className="flex h-[1.15rem] px-1">
          <span className="figures w-8 shrink-0 pr-3 text-right text-ink-subtle">{number}</span>
          <code className={number <= written ? undefined : "invisible"}>
            {tokens.map((token) => (
              <span key={token.key} className={colours[token.kind]}>
                {token.text}
              </span>
            ))}
            {isWriting && number === written ? (
              <span className="ml-px inline-block h-3 w-1.5 translate-y-0.5 animate-caret bg-accent" />
            ) : null}
          </code>
        </div>
      ))}
    </pre>
  </div>
);
