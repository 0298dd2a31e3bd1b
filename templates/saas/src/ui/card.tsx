import type { ReactNode } from "react";

interface CardProps {
  title?: string;
  action?: ReactNode;
  /** Rows that reach the edges of the card, such as a table or a list of links. */
  isFlush?: boolean;
  children: ReactNode;
}

export function Card({ title, action, isFlush = false, children }: CardProps) {
  return (
    <section className="card">
      {title && (
        <div className="card-header">
          <h2>{title}</h2>
          {action}
        </div>
      )}
      {isFlush ? children : <div className="card-body">{children}</div>}
    </section>
  );
}
