import { clsx } from "clsx";
import type { DiffFile } from "diff2html/lib-esm/types";
import { ChevronDown, SquareArrowOutUpRight } from "lucide-react";
import { pathOf } from "./flatten-diff.ts";

interface DiffFileHeaderProps {
  file: DiffFile;
  isCollapsed: boolean;
  /** Stays above the lines of the file while they scroll. */
  isSticky?: boolean;
  onToggle: () => void;
  onOpen?: ((path: string) => void) | undefined;
}

const describe = (file: DiffFile): string | null => {
  if (file.isNew === true) return "new";
  if (file.isDeleted === true) return "deleted";
  return file.isRename === true ? "renamed" : null;
};

/** Name of a file in a diff, how many lines changed, and the switch that folds it. */
export function DiffFileHeader({ file, isCollapsed, isSticky = false, onToggle, onOpen }: DiffFileHeaderProps) {
  const path = pathOf(file);
  const status = describe(file);
  return (
    <div
      // The sticky copy only repeats the header in the list, so it is not read or reached twice.
      aria-hidden={isSticky}
      className={clsx(
        "flex h-10 items-center gap-2 border-b border-line bg-canvas pr-2 pl-1",
        isSticky ? "sticky top-0 z-10 -mb-10" : "border-t",
      )}
    >
      <button
        type="button"
        tabIndex={isSticky ? -1 : undefined}
        onClick={onToggle}
        aria-expanded={!isCollapsed}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
      >
        <ChevronDown
          aria-hidden
          className={clsx("size-3.5 shrink-0 text-ink-subtle transition-transform", isCollapsed && "-rotate-90")}
        />
        <span className="truncate font-mono text-xs" title={path}>
          {file.isRename === true && <span className="text-ink-subtle">{file.oldName} → </span>}
          {path}
        </span>
        {status !== null && <span className="label-mono shrink-0 text-ink-subtle">{status}</span>}
      </button>
      <span className="figures label-mono shrink-0 text-success-text">+{file.addedLines}</span>
      <span className="figures label-mono shrink-0 text-danger-text">−{file.deletedLines}</span>
      {onOpen !== undefined && file.isDeleted !== true && (
        <button
          type="button"
          tabIndex={isSticky ? -1 : undefined}
          onClick={() => onOpen(path)}
          aria-label={`Open ${path} in the editor`}
          className="grid size-8 shrink-0 place-items-center rounded-md text-ink-subtle hover:bg-hover hover:text-ink"
        >
          <SquareArrowOutUpRight aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  );
}
