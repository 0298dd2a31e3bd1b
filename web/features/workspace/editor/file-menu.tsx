"use client";

import { Ellipsis, FilePenLine, Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { CopyButton } from "#web/components/copy-button.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import { DropdownMenu, MenuItem } from "#web/components/dropdown-menu.tsx";
import { Field } from "#web/components/field.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { Input } from "#web/components/input.tsx";
import { checkNewPath } from "./check-new-path.ts";

interface PathDialogProps {
  title: string;
  confirmLabel: string;
  initial: string;
  isOpen: boolean;
  taken: ReadonlySet<string>;
  onOpenChange: (isOpen: boolean) => void;
  onConfirm: (path: string) => void;
}

/** Asks for the path of a file: a new one, or where one is to move. */
export const PathDialog = ({
  title,
  confirmLabel,
  initial,
  isOpen,
  taken,
  onOpenChange,
  onConfirm,
}: PathDialogProps) => {
  const [path, setPath] = useState(initial);
  const error = checkNewPath(path, taken);
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={title} size="sm">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (error !== null) return;
          onConfirm(path.trim());
          onOpenChange(false);
        }}
      >
        <Field
          label="Path"
          hint="Folders are made as needed."
          error={path === initial ? undefined : (error ?? undefined)}
        >
          {(control) => (
            <Input
              {...control}
              value={path}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setPath(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" disabled={error !== null}>
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

export interface FileMenuProps {
  path: string;
  isReadOnly: boolean;
  hasDraft: boolean;
  taken: ReadonlySet<string>;
  onRename: (to: string) => void;
  onDelete: () => void;
  onDiscard: () => void;
}

/** What can be done with the open file. */
export const FileMenu = ({ path, isReadOnly, hasDraft, taken, onRename, onDelete, onDiscard }: FileMenuProps) => {
  const [isRenaming, setRenaming] = useState(false);
  return (
    <>
      <CopyButton text={path} label="Copy the path" />
      {!isReadOnly && (
        <DropdownMenu trigger={<IconButton label="More for this file" icon={<Ellipsis aria-hidden />} />}>
          <MenuItem icon={<FilePenLine aria-hidden />} onSelect={() => setRenaming(true)}>
            Rename or move
          </MenuItem>
          {hasDraft && (
            <MenuItem icon={<Undo2 aria-hidden />} onSelect={onDiscard}>
              Discard the edit of this file
            </MenuItem>
          )}
          <MenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={onDelete}>
            Delete
          </MenuItem>
        </DropdownMenu>
      )}
      {isRenaming && (
        <PathDialog
          title="Rename or move the file"
          confirmLabel="Rename"
          initial={path}
          isOpen
          taken={taken}
          onOpenChange={setRenaming}
          onConfirm={onRename}
        />
      )}
    </>
  );
};
