"use client";

import { clsx } from "clsx";
import { ChevronRight, File, FileCode2, FileImage, FileJson, FileText, PenLine } from "lucide-react";
import { Tree, type NodeApi, type NodeRendererProps } from "react-arborist";
import type { FileMark, FileNode } from "./build-file-tree.ts";
import { useElementSize } from "./use-element-size.ts";

export interface FileTreeProps {
  nodes: FileNode[];
  openPath: string | null;
  /** Shows only files whose path holds these words. */
  filter: string;
  onOpen: (path: string) => void;
}

const icons: [pattern: RegExp, icon: typeof File][] = [
  [/\.(?:tsx?|jsx?|mjs|cjs|vue|svelte|css|html|sql)$/i, FileCode2],
  [/\.(?:png|jpe?g|gif|webp|svg|ico|avif)$/i, FileImage],
  [/\.(?:json|ya?ml|toml)$/i, FileJson],
  [/\.(?:md|mdx|txt)$/i, FileText],
];

const marks: Record<FileMark, { letter: string; label: string; className: string }> = {
  added: { letter: "A", label: "added", className: "text-success-text" },
  modified: { letter: "M", label: "changed", className: "text-warning-text" },
  deleted: { letter: "D", label: "deleted", className: "text-danger-text" },
  writing: { letter: "", label: "being written", className: "text-accent-text" },
};

const Mark = ({ mark, isFolder }: { mark: FileMark; isFolder: boolean }) => {
  const { letter, label, className } = marks[mark];
  return (
    <span className={clsx("label-mono ml-auto shrink-0 pl-2", className)}>
      <span className="sr-only">, {isFolder ? `holds a file ${label}` : label}</span>
      <span aria-hidden>
        {mark === "writing" ? <PenLine className="size-3 animate-breathe" /> : isFolder ? "•" : letter}
      </span>
    </span>
  );
};

const NodeView = ({ node, style }: NodeRendererProps<FileNode>) => {
  const { name, children, mark } = node.data;
  const isFolder = children !== null;
  const Icon = icons.find(([pattern]) => pattern.test(name))?.[1] ?? File;
  return (
    <div style={style} className="pr-2">
      <div
        className={clsx(
          "flex h-7 items-center gap-1.5 rounded-sm pr-2 pl-1.5 text-sm",
          node.isSelected ? "bg-selected text-ink" : "text-ink-muted hover:bg-hover",
          mark === "deleted" && "line-through decoration-ink-faint",
        )}
      >
        {isFolder ? (
          <ChevronRight
            aria-hidden
            className={clsx("size-3.5 shrink-0 text-ink-subtle transition-transform", node.isOpen && "rotate-90")}
          />
        ) : (
          <Icon aria-hidden className="size-3.5 shrink-0 text-ink-subtle" />
        )}
        <span className="truncate" title={node.id}>
          {name}
        </span>
        {mark !== null && <Mark mark={mark} isFolder={isFolder} />}
      </div>
    </div>
  );
};

/** A click or Enter opens a file and unfolds a folder; arborist by itself only selects it. */
const activate = (node: NodeApi<FileNode>, onOpen: (path: string) => void): void => {
  if (node.data.children === null) onOpen(node.id);
  else node.toggle();
};

/** The files of a branch as a tree: arrow keys move, Enter opens, letters are typed into the filter above. */
export default function FileTree({ nodes, openPath, filter, onOpen }: FileTreeProps) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const words = filter.trim().toLowerCase();
  return (
    <div ref={ref} className="min-h-0 flex-1 pl-2">
      {height > 0 && (
        <Tree<FileNode>
          data={nodes}
          width={width}
          height={height}
          rowHeight={28}
          indent={14}
          overscanCount={12}
          openByDefault={false}
          initialOpenState={{ src: true, app: true, "src/pages": true }}
          {...(openPath === null ? {} : { selection: openPath })}
          {...(words === "" ? {} : { searchTerm: words })}
          searchMatch={(node, term) => node.data.children === null && node.id.toLowerCase().includes(term)}
          disableDrag
          disableDrop
          disableEdit
          disableMultiSelection
          aria-label="Files"
          // Arborist lets a row grow with its name, and the end of a long one would be cut off unseen.
          rowClassName="min-w-0!"
          onActivate={(node) => activate(node, onOpen)}
        >
          {NodeView}
        </Tree>
      )}
    </div>
  );
}
