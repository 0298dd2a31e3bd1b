import { clsx } from "clsx";
import { compareWords } from "./compare-words.ts";
import type { DiffCell, DiffRow } from "./flatten-diff.ts";
import type { LineComments } from "./line-comments.ts";

const sign = { insert: "+", delete: "−", context: " " } as const;

const cellColour = {
  insert: "bg-diff-add",
  delete: "bg-diff-remove",
  context: "",
} as const;

function LineNumber({ value }: { value: number | null }) {
  return (
    <span
      aria-hidden
      className="figures w-10 shrink-0 px-2 text-right font-mono text-2xs leading-5 text-ink-subtle select-none"
    >
      {value ?? ""}
    </span>
  );
}

function LineText({ cell, other }: { cell: DiffCell; other: string | null }) {
  const strong = cell.kind === "insert" ? "bg-diff-add-strong" : "bg-diff-remove-strong";
  const pieces = compareWords(cell.text, other, cell.kind === "delete" ? "old" : "new");
  return (
    <code className="break-text min-w-0 flex-1 whitespace-pre-wrap pr-4 text-xs leading-5">
      <span aria-hidden className="mr-2 inline-block w-2 select-none text-ink-subtle">
        {sign[cell.kind]}
      </span>
      {cell.kind !== "context" && <span className="sr-only">{cell.kind === "insert" ? "added: " : "removed: "}</span>}
      {pieces.map((piece, index) => (
        // Pieces of one line never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className={piece.isChanged ? clsx("rounded-xs", strong) : undefined}>
          {piece.text}
        </span>
      ))}
    </code>
  );
}

interface Commenting {
  path: string;
  comments?: LineComments;
}

/** Where a line can be commented on: a mark for threads that are there, a plus for a new one. */
function CommentButton({ path, comments, side, line }: Commenting & { side: "old" | "new"; line: number }) {
  if (comments === undefined) return null;
  const count = comments.counts.get(`${path}:${side}:${line}`) ?? 0;
  const said = count === 0 ? "" : `, ${count === 1 ? "1 thread" : `${count} threads`}`;
  return (
    <button
      type="button"
      aria-label={`Comment on line ${line}${said}`}
      className={clsx(
        "my-0.5 ml-1 grid h-4 min-w-4 shrink-0 place-items-center rounded-xs px-0.5 text-2xs font-medium transition-opacity focus-visible:opacity-100",
        count === 0
          ? "bg-accent text-accent-ink opacity-0 group-hover/line:opacity-100 coarse:opacity-60"
          : "bg-warning-soft text-warning-text ring-1 ring-warning-line ring-inset",
      )}
      onClick={() => comments.onComment({ path, side, line })}
    >
      {count === 0 ? "+" : count}
    </button>
  );
}

interface HalfProps extends Commenting {
  cell: DiffCell | null;
  other: string | null;
  side: "old" | "new";
}

function Half({ cell, other, side, ...commenting }: HalfProps) {
  if (cell === null) return <div className="flex-1 bg-sunken" />;
  return (
    <div className={clsx("group/line flex min-w-0 flex-1", cellColour[cell.kind])}>
      {side === "new" || cell.kind === "delete" ? (
        <CommentButton {...commenting} side={side} line={cell.number} />
      ) : null}
      <LineNumber value={cell.number} />
      <LineText cell={cell} other={other} />
    </div>
  );
}

/** One row of a diff below a file's header. Everything of the file is text here, never markup. */
export function DiffRowView({ row, ...commenting }: { row: Exclude<DiffRow, { type: "file" }> } & Commenting) {
  switch (row.type) {
    case "hunk":
      return (
        <div className="label-mono break-text border-y border-line-faint bg-sunken px-3 py-1 text-ink-subtle">
          {row.header}
        </div>
      );
    case "note":
      return <p className="px-4 py-4 text-sm text-ink-muted">{row.text}</p>;
    case "line":
      return (
        <div className={clsx("group/line flex", cellColour[row.cell.kind])}>
          <CommentButton {...commenting} side={row.cell.kind === "delete" ? "old" : "new"} line={row.cell.number} />
          <LineNumber value={row.oldNumber} />
          <LineNumber value={row.newNumber} />
          <LineText cell={row.cell} other={row.other} />
        </div>
      );
    case "pair": {
      const isChange = row.left?.kind === "delete" && row.right?.kind === "insert";
      return (
        <div className="flex divide-x divide-line-faint">
          <Half {...commenting} side="old" cell={row.left} other={isChange ? (row.right?.text ?? null) : null} />
          <Half {...commenting} side="new" cell={row.right} other={isChange ? (row.left?.text ?? null) : null} />
        </div>
      );
    }
  }
}
