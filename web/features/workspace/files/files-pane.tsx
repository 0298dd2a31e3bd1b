"use client";

import { FilePlus2, FolderTree, Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { Input } from "#web/components/input.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { buildFileTree, type FileMark } from "./build-file-tree.ts";
import type { BranchFiles } from "./use-branch-files.ts";

const rows = ["w-24", "w-32", "w-28", "w-40", "w-20", "w-36", "w-24", "w-32"];

const TreeSkeleton = () => (
  <LoadingRegion label="Loading the files">
    <div className="flex flex-col gap-3.5 px-4 py-2.5">
      {rows.map((width, index) => (
        // A fixed list of placeholders.
        // oxlint-disable-next-line react/no-array-index-key
        <Skeleton key={index} className={`h-3 ${width}`} />
      ))}
    </div>
  </LoadingRegion>
);

const FileTree = dynamic(() => import("./file-tree.tsx"), { ssr: false, loading: TreeSkeleton });

export interface FilesPaneProps {
  files: BranchFiles;
  marks: ReadonlyMap<string, FileMark>;
  openPath: string | null;
  onOpen: (path: string) => void;
  onCreate: () => void;
}

/** The files of the branch, a filter above them, and the way to a new one. */
export const FilesPane = ({ files, marks, openPath, onOpen, onCreate }: FilesPaneProps) => {
  const [filter, setFilter] = useState("");
  const nodes = useMemo(() => buildFileTree([...files.entries], marks), [files.entries, marks]);
  const body = () => {
    if (files.error !== null && files.entries.length === 0) {
      return <ErrorState size="sm" error={files.error} title="The files could not be loaded" onRetry={files.retry} />;
    }
    if (files.isLoading || (files.commitSha === null && nodes.length === 0)) return <TreeSkeleton />;
    if (nodes.length === 0) {
      return (
        <EmptyState size="sm" icon={<FolderTree aria-hidden />} title="No files yet">
          Ask the AI for something, or make a file by hand.
        </EmptyState>
      );
    }
    return <FileTree nodes={nodes} openPath={openPath} filter={filter} onOpen={onOpen} />;
  };
  return (
    <div className="flex h-full min-h-0 flex-col gap-2 pt-2">
      <div className="flex items-center gap-1 px-2">
        <Input
          type="search"
          aria-label="Filter files"
          placeholder="Filter files"
          className="min-w-0 flex-1"
          leading={<Search aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <IconButton label="New file" size="md" icon={<FilePlus2 aria-hidden />} onClick={onCreate} />
      </div>
      {body()}
    </div>
  );
};
