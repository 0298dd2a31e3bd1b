import { clsx } from "clsx";
import type { FileDiff } from "#core/contracts/index.ts";

const letters: Record<FileDiff["status"], { letter: string; className: string }> = {
  added: { letter: "A", className: "text-success-text" },
  modified: { letter: "M", className: "text-warning-text" },
  deleted: { letter: "D", className: "text-danger-text" },
  renamed: { letter: "R", className: "text-accent-text" },
};

/** The files of a change; selecting one brings its lines to the top. */
export const ChangedFiles = ({ files, onSelect }: { files: FileDiff[]; onSelect: (index: number) => void }) => (
  <ul className="flex flex-col gap-px p-2">
    {files.map((file, index) => {
      const slash = file.path.lastIndexOf("/") + 1;
      const { letter, className } = letters[file.status];
      return (
        <li key={file.path}>
          <button
            type="button"
            title={file.path}
            onClick={() => onSelect(index)}
            className="flex w-full min-w-0 items-baseline gap-2 rounded-sm px-2 py-1 text-left text-sm hover:bg-hover"
          >
            <span className={clsx("label-mono w-3 shrink-0", className)}>
              <span aria-hidden>{letter}</span>
              <span className="sr-only">{file.status} </span>
            </span>
            <span className="min-w-0 flex-1 truncate">
              {file.path.slice(slash)}
              <span className="ml-1.5 text-xs text-ink-subtle">{file.path.slice(0, Math.max(0, slash - 1))}</span>
            </span>
            <span className="figures label-mono shrink-0 text-ink-subtle">
              {file.isBinary ? "bin" : `+${file.additions} −${file.deletions}`}
            </span>
          </button>
        </li>
      );
    })}
  </ul>
);
