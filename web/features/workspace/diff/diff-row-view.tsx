import { clsx } from "clsx";
import { compareWords } from "./compare-words.ts";
import type { DiffCell, DiffRow } from "./flatten-diff.ts";

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

function Half({ cell, other }: { cell: DiffCell | null; other: string | null }) {
  if (cell === null) return <div className="flex-1 bg-sunken" />;
  return (
    <div className={clsx("flex min-w-0 flex-1", cellColour[cell.kind])}>
      <LineNumber value={cell.number} />
      <LineText cell={cell} other={other} />
    </div>
  );
}

/** One row of a diff below a file's header. Everything of the file is text here, never markup. */
export function DiffRowView({ row }: { row: Exclude<DiffRow, { type: "file" }> }) {
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
        <div className={clsx("flex", cellColour[row.cell.kind])}>
          <LineNumber value={row.oldNumber} />
          <LineNumber value={row.newNumber} />
          <LineText cell={row.cell} other={row.other} />
        </div>
      );
    case "pair": {
      const isChange = row.left?.kind === "delete" && row.right?.kind === "insert";
      return (
        <div className="flex divide-x divide-line-faint">
          <Half cell={row.left} other={isChange ? (row.right?.text ?? null) : null} />
          <Half cell={row.right} other={isChange ? (row.left?.text ?? null) : null} />
        </div>
      );
    }
  }
}
