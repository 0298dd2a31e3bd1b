import { clsx } from "clsx";
import { CopyButton } from "./copy-button.tsx";

export interface CodeBlockProps {
  code: string;
  /** What the copy button copies: "Copy command". */
  copyLabel?: string;
  /** Marks each line as a command; the sign is not copied. */
  isShell?: boolean;
  className?: string;
}

/** Text to read or copy as it is. */
export const CodeBlock = ({ code, copyLabel, isShell = false, className }: CodeBlockProps) => (
  <div
    className={clsx(
      "group relative rounded-lg bg-sunken ring-1 ring-line ring-inset",
      // Long lines end before the button rather than below it.
      copyLabel !== undefined && "pr-11",
      className,
    )}
  >
    <pre
      // Reachable by keyboard, since it scrolls sideways.
      tabIndex={0}
      className="overflow-x-auto py-3 pr-2 pl-4 text-sm leading-6 text-ink"
    >
      <code>
        {code.split("\n").map((line, index) => (
          // Lines are static text, and their position is their identity.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className="block min-h-6">
            {isShell ? (
              <span className="mr-3 text-ink-faint select-none" aria-hidden="true">
                $
              </span>
            ) : null}
            {line}
          </span>
        ))}
      </code>
    </pre>
    {copyLabel === undefined ? null : (
      <CopyButton text={code} label={copyLabel} className="absolute top-2 right-2 bg-sunken" />
    )}
  </div>
);
