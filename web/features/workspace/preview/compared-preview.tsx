"use client";

import { SquareArrowOutUpRight, X } from "lucide-react";
import { Button } from "#web/components/button.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { PreviewFrame, type PreviewDevice } from "./preview-frame.tsx";
import type { PreviewVersion } from "./preview-versions.ts";
import { VersionMenu } from "./version-menu.tsx";

export interface ComparedPreviewProps {
  version: PreviewVersion;
  groups: readonly (readonly PreviewVersion[])[];
  path: string;
  device: PreviewDevice;
  reloads: number;
  onSelect: (version: PreviewVersion) => void;
  onClose: () => void;
}

/** A second preview beside the first, at the same path and size. */
export const ComparedPreview = ({
  version,
  groups,
  path,
  device,
  reloads,
  onSelect,
  onClose,
}: ComparedPreviewProps) => {
  const url = `${new URL(version.url).origin}${path}`;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col border-l @max-[44rem]:border-t @max-[44rem]:border-l-0">
      <div className="flex h-11 shrink-0 items-center gap-2 border-b px-2">
        <VersionMenu label="Compared version" selected={version} groups={groups} onSelect={onSelect} />
        <span className="flex-1" />
        <Button asChild size="sm" variant="ghost">
          <a href={url} target="_blank" rel="noreferrer" aria-label="Open the compared preview in a new tab">
            <SquareArrowOutUpRight aria-hidden />
          </a>
        </Button>
        <IconButton label="Close the comparison" icon={<X aria-hidden />} onClick={onClose} />
      </div>
      <PreviewFrame
        title="Compared preview of your app"
        url={url}
        frameKey={`${version.id}:${version.commitSha}:${reloads}`}
        device={device}
      />
    </div>
  );
};
