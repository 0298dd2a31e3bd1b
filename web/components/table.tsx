import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  header: string;
  render: (row: Row) => ReactNode;
  /** Right for figures and buttons. */
  align?: "left" | "right";
  /** Header shown to screen readers only. */
  isHeaderHidden?: boolean;
  className?: string;
}

export interface TableProps<Row> {
  /** What the rows are, for screen readers. */
  caption: string;
  /** The first says what a row is about, and heads its card on a phone. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

const Heads = <Row,>({ columns }: Pick<TableProps<Row>, "columns">) => (
  <thead className="max-sm:sr-only">
    <tr className="border-b">
      {columns.map((column) => (
        <th
          key={column.key}
          scope="col"
          className={clsx(
            "px-3 py-2 text-sm font-medium whitespace-nowrap text-ink-subtle first:pl-0 last:pr-0",
            column.align === "right" ? "text-right" : "text-left",
          )}
        >
          {column.isHeaderHidden === true ? <span className="sr-only">{column.header}</span> : column.header}
        </th>
      ))}
    </tr>
  </thead>
);

const Cell = <Row,>({ column, row, isFirst }: { column: Column<Row>; row: Row; isFirst: boolean }) => {
  const isLabelled = !isFirst && column.isHeaderHidden !== true;
  return (
    <td
      className={clsx(
        "px-3 py-2.5 align-middle first:pl-0 last:pr-0",
        column.align === "right" && "figures text-right",
        column.className,
        "max-sm:max-w-full max-sm:min-w-0 max-sm:p-0 max-sm:text-left max-sm:whitespace-normal",
        isFirst ? "max-sm:block max-sm:w-full" : "max-sm:flex max-sm:items-baseline max-sm:gap-1.5",
        !isFirst && !isLabelled && "max-sm:ml-auto",
      )}
    >
      {isLabelled ? (
        // The head of the column is what a screen reader says; here it is for the eye alone.
        <span aria-hidden="true" className="shrink-0 text-sm text-ink-subtle sm:hidden">
          {column.header}
        </span>
      ) : null}
      {column.render(row)}
    </td>
  );
};

/** Rows of facts. On a phone each row is a card: what it is about, then the facts with their names, then what can be done. */
export const Table = <Row,>({ caption, columns, rows, rowKey }: TableProps<Row>) => (
  // Reachable by keyboard, since it scrolls sideways where it must.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <section className="relative overflow-x-auto" tabIndex={0} aria-label={caption}>
    <table className="w-full border-collapse text-base max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <Heads columns={columns} />
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className="border-b border-line-faint last:border-b-0 max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-4 max-sm:gap-y-1.5 max-sm:py-3"
          >
            {columns.map((column, index) => (
              <Cell key={column.key} column={column} row={row} isFirst={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
