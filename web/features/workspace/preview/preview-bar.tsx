"use client";

import { Columns2, Monitor, RotateCw, Smartphone, SquareArrowOutUpRight, Tablet } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { Input } from "#web/components/input.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import type { PreviewDevice } from "./preview-frame.tsx";
import { readPreviewPath } from "./read-preview-path.ts";
import { VersionMenu, type VersionMenuProps } from "./version-menu.tsx";

const devices = [
  { value: "full", label: "Full width", icon: <Monitor aria-hidden />, isIconOnly: true },
  { value: "tablet", label: "Tablet, 768 pixels", icon: <Tablet aria-hidden />, isIconOnly: true },
  { value: "phone", label: "Phone, 390 pixels", icon: <Smartphone aria-hidden />, isIconOnly: true },
];

const toDevice = (value: string): PreviewDevice => (value === "tablet" || value === "phone" ? value : "full");

export interface PreviewBarProps {
  origin: string;
  path: string;
  device: PreviewDevice;
  version: Omit<VersionMenuProps, "label">;
  /** Puts a second version beside this one; null where there is none, or one is shown already. */
  onCompare: (() => void) | null;
  onPath: (path: string) => void;
  onReload: () => void;
  onDevice: (device: PreviewDevice) => void;
}

/** The preview's address bar: reload, where in the app, on which screen, and out into a tab of its own. */
export const PreviewBar = ({
  origin,
  path,
  device,
  version,
  onCompare,
  onPath,
  onReload,
  onDevice,
}: PreviewBarProps) => {
  const [typed, setTyped] = useState(path);
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      className="flex h-11 shrink-0 items-center gap-2 border-b px-2"
      onSubmit={(event) => {
        event.preventDefault();
        const next = readPreviewPath(typed, origin);
        setWrong(next === null);
        if (next === null) return;
        setTyped(next);
        onPath(next);
      }}
    >
      <IconButton label="Reload the preview" icon={<RotateCw aria-hidden />} onClick={onReload} />
      <VersionMenu label="Version" {...version} />
      <Input
        aria-label={`Path in ${new URL(origin).host}`}
        aria-invalid={isWrong || undefined}
        title={isWrong ? "Only paths of this preview can be opened here." : new URL(origin).host}
        className="min-w-0 flex-1 font-mono"
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {/* A box of its own: the control's own display would win over being hidden. */}
      <div className="hidden @min-[34rem]:flex">
        <SegmentedControl
          label="Screen size"
          segments={devices}
          value={device}
          onValueChange={(value) => onDevice(toDevice(value))}
        />
      </div>
      {onCompare === null ? null : (
        <IconButton label="Put another version beside it" icon={<Columns2 aria-hidden />} onClick={onCompare} />
      )}
      <Button asChild size="sm" variant="ghost">
        <a href={`${origin}${path}`} target="_blank" rel="noreferrer" aria-label="Open the preview in a new tab">
          <SquareArrowOutUpRight aria-hidden />
          <span className="hidden @min-[44rem]:inline">Open</span>
        </a>
      </Button>
    </form>
  );
};
