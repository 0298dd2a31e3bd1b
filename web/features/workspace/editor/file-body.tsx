"use client";

import { FileWarning } from "lucide-react";
import dynamic from "next/dynamic";
import type { FileAnswer } from "#core/contracts/index.ts";
import { EmptyState } from "#web/components/empty-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { formatBytes } from "#web/lib/format/format-bytes.ts";

const widths = ["w-40", "w-64", "w-52", "w-72", "w-36", "w-60", "w-44", "w-56"];

export const CodeSkeleton = () => (
  <LoadingRegion label="Loading the file">
    <div className="flex flex-col gap-2.5 p-5">
      {widths.map((width) => (
        <Skeleton key={width} className={`h-3 ${width}`} />
      ))}
    </div>
  </LoadingRegion>
);

const CodeEditor = dynamic(() => import("./code-editor.tsx"), { ssr: false, loading: CodeSkeleton });

const imageTypes: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  ico: "image/x-icon",
};

const Picture = ({ file }: { file: FileAnswer }) => {
  const type = imageTypes[file.path.split(".").at(-1)?.toLowerCase() ?? ""];
  if (type === undefined || file.isTruncated) {
    return (
      <EmptyState icon={<FileWarning aria-hidden />} title="This file is not text" className="h-full">
        It has {formatBytes(file.size)}. Clone the repository to work on it.
      </EmptyState>
    );
  }
  return (
    <figure className="grid h-full place-items-center gap-3 overflow-auto p-6">
      {/* The bytes are at hand; there is nothing for an image service to do. */}
      {/* oxlint-disable-next-line nextjs/no-img-element */}
      <img
        src={`data:${type};base64,${file.content}`}
        alt={file.path}
        className="max-h-full max-w-full rounded-md bg-sunken object-contain ring-1 ring-line"
      />
      <figcaption className="label-mono text-ink-subtle">{formatBytes(file.size)}</figcaption>
    </figure>
  );
};

export interface FileBodyProps {
  file: FileAnswer | null;
  path: string;
  /** What is to be shown: the committed text, an edit of it, or what is being written. */
  text: string;
  isReadOnly: boolean;
  isFollowing: boolean;
  onChange: (text: string) => void;
  onSave: () => void;
}

/** A file as text in the editor, as a picture, or as a word on why it cannot be shown. */
export const FileBody = ({ file, path, text, isReadOnly, isFollowing, onChange, onSave }: FileBodyProps) => {
  if (file?.isBinary === true) return <Picture file={file} />;
  if (file?.isTruncated === true) {
    return (
      <EmptyState icon={<FileWarning aria-hidden />} title="This file is too large to edit here" className="h-full">
        It has {formatBytes(file.size)}. Clone the repository to work on it.
      </EmptyState>
    );
  }
  return (
    <CodeEditor
      path={path}
      value={text}
      isReadOnly={isReadOnly}
      isFollowing={isFollowing}
      onChange={onChange}
      onSave={onSave}
    />
  );
};
