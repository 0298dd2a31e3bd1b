import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  header: string;
  render: (row: Row) => ReactNode;
  /** Right for figures and buttons. */
  align?: "left" | "right";
  /** Left out on small screens. */
  isSecondary?: boolean;
  /** Header shown to screen readers only. */
  isHeaderHidden?: boolean;
  className?: string;
}

export interface TableProps<Row> {
  /** What the rows are, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** Rows of facts; scrolls sideways by itself when it must. */
export const Table = <Row,>({ caption, columns, rows, rowKey }: TableProps<Row>) => (
  // Reachable by keyboard, since it scrolls sideways.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <section className="relative overflow-x-auto" tabIndex={0} aria-label={caption}>
    <table className="w-full border-collapse text-base">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={clsx(
                "px-3 py-2 text-sm font-medium whitespace-nowrap text-ink-subtle first:pl-0 last:pr-0",
                column.align === "right" ? "text-right" : "text-left",
                column.isSecondary === true && "max-sm:hidden",
              )}
            >
              {column.isHeaderHidden === true ? <span className="sr-only">{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className="border-b border-line-faint last:border-b-0">
            {columns.map((column) => (
              <td
                key={column.key}
                className={clsx(
                  "px-3 py-2.5 align-middle first:pl-0 last:pr-0",
                  column.align === "right" && "figures text-right",
                  column.isSecondary === true && "max-sm:hidden",
                  column.className,
                )}
              >
                {column.render(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
