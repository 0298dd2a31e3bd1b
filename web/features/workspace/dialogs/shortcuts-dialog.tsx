"use client";

import { Dialog } from "#web/components/dialog.tsx";
import { Shortcut } from "#web/components/kbd.tsx";
import { shortcuts } from "../hooks/shortcuts.ts";

/** Every key combination of the workspace. */
export const ShortcutsDialog = ({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) => (
  <Dialog isOpen={isOpen} onOpenChange={onOpenChange} size="sm" title="Keyboard shortcuts">
    <dl className="flex flex-col">
      {shortcuts.map(({ keys, label }) => (
        <div
          key={label}
          className="flex items-center justify-between gap-4 border-b border-line-faint py-2 last:border-b-0"
        >
          <dt className="text-base">{label}</dt>
          <dd>
            <Shortcut keys={keys} />
          </dd>
        </div>
      ))}
    </dl>
  </Dialog>
);
