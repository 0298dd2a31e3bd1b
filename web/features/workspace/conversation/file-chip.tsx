"use client";

import { clsx } from "clsx";
import { Ban, FileMinus, FilePen, FilePlus, FileText, FileX } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Spinner } from "#web/components/spinner.tsx";
import type { StreamFile } from "../data/run-stream.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";

const splitPath = (path: string): { folder: string; name: string } => {
  const at = path.lastIndexOf("/") + 1;
  return { folder: path.slice(0, at), name: path.slice(at) };
};

const chipClasses =
  "flex min-h-6.5 w-full min-w-0 items-center gap-1.5 rounded-sm px-1.5 text-left text-xs transition-colors hover:bg-hover coarse:min-h-10 [&_svg]:size-3.5 [&_svg]:shrink-0";

const Path = ({ path }: { path: string }) => {
  const { folder, name } = splitPath(revealControls(path));
  return (
    // Read from the right, a long path loses its folders first.
    <span dir="rtl" className="min-w-0 flex-1 truncate text-left font-mono">
      <bdi dir="ltr">
        <span className="text-ink-subtle">{folder}</span>
        {name}
      </bdi>
    </span>
  );
};

const useOpenFile = (path: string, branch: string) => {
  const { show } = useView();
  return () => show({ tab: "code", file: path, branch }, "push");
};

/** A file of a committed step; opens it. */
export const FileChip = ({ path, branch }: { path: string; branch: string }) => (
  <button
    type="button"
    className={chipClasses}
    onClick={useOpenFile(path, branch)}
    title={`Open ${revealControls(path)}`}
  >
    <FileText aria-hidden="true" className="text-ink-faint" />
    <Path path={path} />
  </button>
);

const operationIcons: Record<string, ReactNode> = {
  write: <FilePlus aria-hidden="true" />,
  edit: <FilePen aria-hidden="true" />,
  delete: <FileMinus aria-hidden="true" />,
  rename: <FilePen aria-hidden="true" />,
};

const describe = (file: StreamFile): string => {
  if (file.state === "refused") return "not accepted";
  if (file.operation === "delete") return "deleted";
  if (file.operation === "rename") return "renamed";
  return `+${file.lines + (file.text === "" || file.text.endsWith("\n") ? 0 : 1)}`;
};

/** A file that is being written, with its lines as they come. */
export const LiveFileChip = memo(({ file, branch }: { file: StreamFile; branch: string }) => {
  const open = useOpenFile(file.path, branch);
  const isWriting = file.state === "writing";
  const icon =
    file.state === "refused" ? (
      <FileX aria-hidden="true" />
    ) : (
      (operationIcons[file.operation] ?? <FileText aria-hidden="true" />)
    );
  return (
    <div>
      <button
        type="button"
        onClick={open}
        title={`Open ${revealControls(file.path)}`}
        className={clsx(chipClasses, isWriting && "bg-accent-soft text-accent-text hover:bg-accent-soft")}
      >
        <span className={clsx("contents", file.state === "refused" ? "text-danger-text" : "text-accent-text")}>
          {isWriting ? <Spinner /> : icon}
        </span>
        <Path path={file.path} />
        <span
          className={clsx(
            "figures shrink-0 font-mono",
            file.state === "refused" ? "text-danger-text" : isWriting ? "text-accent-text" : "text-success-text",
          )}
        >
          {describe(file)}
        </span>
      </button>
      {file.state === "refused" && file.reason !== null ? (
        <p className="break-text flex gap-1.5 px-1.5 pb-1 text-xs text-danger-text">
          <Ban aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
          {revealControls(file.reason)}
        </p>
      ) : null}
    </div>
  );
});
LiveFileChip.displayName = "LiveFileChip";
