import { clsx } from "clsx";

/** A turning arc. Decoration only: the words beside it say what is going on. */
export const Spinner = ({ className }: { className?: string }) => (
  <svg
    viewBox="0 0 16 16"
    fill="none"
    aria-hidden="true"
    className={clsx("shrink-0 animate-spin-slow", className ?? "size-4")}
  >
    <circle cx="8" cy="8" r="6" stroke="currentColor" strokeOpacity="0.22" strokeWidth="2" />
    <path d="M14 8a6 6 0 0 0-6-6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  </svg>
);
