import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

export const controlClasses = clsx(
  "w-full rounded-md bg-surface text-base text-ink ring-1 ring-line-strong ring-inset transition-shadow",
  "hover:ring-ink-faint focus-visible:ring-2 focus-visible:ring-focus focus-visible:outline-none",
  "aria-invalid:ring-danger disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-subtle",
  // 16 px keeps iOS from zooming into a focused field.
  "dark:bg-sunken coarse:text-[1rem]",
);

export interface InputProps extends ComponentProps<"input"> {
  /** Shown inside, at the start and the end. */
  leading?: ReactNode;
  trailing?: ReactNode;
  /** As low as a small button, for toolbars. */
  isCompact?: boolean;
}

export const Input = ({ leading, trailing, className, isCompact = false, ...rest }: InputProps) => {
  const height = isCompact ? "h-7 text-sm coarse:h-11" : "h-9 coarse:h-11";
  if (leading === undefined && trailing === undefined) {
    return <input className={clsx(controlClasses, height, "px-3", className)} {...rest} />;
  }
  return (
    <span className={clsx("relative block", className)}>
      {leading === undefined ? null : (
        <span className="pointer-events-none absolute inset-y-0 left-0 grid w-9 place-items-center text-ink-subtle [&_svg]:size-4">
          {leading}
        </span>
      )}
      <input
        className={clsx(
          controlClasses,
          height,
          leading === undefined ? "pl-3" : "pl-9",
          trailing === undefined ? "pr-3" : "pr-10",
        )}
        {...rest}
      />
      {trailing === undefined ? null : (
        <span className="absolute inset-y-0 right-1 grid place-items-center text-ink-subtle [&_svg]:size-4">
          {trailing}
        </span>
      )}
    </span>
  );
};
