import { clsx } from "clsx";

/** An L drawn as a branch: it starts in ink and ends in a blue commit. */
export const LogoMark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={clsx("shrink-0", className ?? "size-6")}>
    <path
      d="M7 8.4v4.1a5 5 0 0 0 5 5h2.6"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <circle cx="7" cy="5.4" r="2.35" stroke="currentColor" strokeWidth="2.3" />
    <circle cx="17.6" cy="17.5" r="3.4" className="fill-accent" />
  </svg>
);

/** The mark with the name. */
export const Logo = ({ className }: { className?: string }) => (
  <span className={clsx("inline-flex items-center gap-1.5 text-md font-semibold tracking-[-0.02em]", className)}>
    <LogoMark />
    LetsCode
  </span>
);
