import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Spinner } from "./spinner.tsx";

export type StateShape = "waiting" | "working" | "question" | "paused" | "done" | "failed" | "stopped" | "blocked";

const solid = (sign: ReactNode): ReactNode => (
  <>
    <circle cx="7" cy="7" r="6.25" fill="currentColor" />
    <g stroke="var(--raised)" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" fill="none">
      {sign}
    </g>
  </>
);

const outlined = (sign: ReactNode): ReactNode => (
  <g stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" fill="none">
    <circle cx="7" cy="7" r="5.5" />
    {sign}
  </g>
);

/** Shapes differ as well as colours, so that a state can be told without seeing colour. */
const shapes: Record<Exclude<StateShape, "working">, ReactNode> = {
  waiting: <circle cx="7" cy="7" r="5.5" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 2.3" fill="none" />,
  question: solid(
    <>
      <path d="M5.4 5.6a1.6 1.6 0 1 1 2.4 1.4c-.5.3-.8.6-.8 1.1" />
      <path d="M7 10.1v.05" />
    </>,
  ),
  paused: outlined(<path d="M5.6 5v4M8.4 5v4" />),
  done: solid(<path d="m4.5 7.2 1.8 1.8 3.2-3.7" />),
  failed: solid(<path d="m5 5 4 4M9 5 5 9" />),
  stopped: outlined(<path d="M5.2 5.2h3.6v3.6H5.2z" fill="currentColor" strokeWidth="0" />),
  blocked: outlined(<path d="m3.2 10.8 7.6-7.6" />),
};

/** The sign of a state, 14 px. */
export const StateIcon = ({ shape, className }: { shape: StateShape; className?: string }) =>
  shape === "working" ? (
    <Spinner className={className ?? "size-3.5"} />
  ) : (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={clsx("shrink-0", className ?? "size-3.5")}>
      {shapes[shape]}
    </svg>
  );
