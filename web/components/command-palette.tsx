"use client";

import { Command } from "cmdk";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Shortcut } from "./kbd.tsx";

export interface PaletteCommand {
  id: string;
  label: string;
  /** Further words it is found by. */
  keywords?: string[];
  icon?: ReactNode;
  hint?: string;
  shortcut?: string;
  run: () => void;
}

export interface PaletteGroup {
  heading: string;
  commands: readonly PaletteCommand[];
}

export interface CommandPaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  groups: readonly PaletteGroup[];
  placeholder?: string;
}

const groupClasses =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-subtle";

/** Everything that can be done from here, found by typing. */
export const CommandPalette = ({
  isOpen,
  onOpenChange,
  groups,
  placeholder = "Type a command or a project",
}: CommandPaletteProps) => (
  <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-50 animate-fade-in bg-overlay" />
      <Primitive.Content
        aria-describedby={undefined}
        className="fixed inset-x-3 top-[10dvh] z-50 mx-auto max-w-xl animate-enter overflow-hidden rounded-xl bg-raised shadow-floating ring-1 ring-line sm:top-[16dvh]"
      >
        <Primitive.Title className="sr-only">Commands</Primitive.Title>
        <Command label="Commands" loop>
          <Command.Input
            placeholder={placeholder}
            className="h-12.5 w-full border-b bg-transparent px-4 text-md outline-none coarse:text-[1rem]"
          />
          <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5">
            <Command.Empty className="px-3 py-9 text-center text-base text-ink-subtle">
              Nothing matches. Try a shorter word.
            </Command.Empty>
            {groups
              .filter(({ commands }) => commands.length > 0)
              .map((group) => (
                <Command.Group key={group.heading} heading={group.heading} className={groupClasses}>
                  {group.commands.map((command) => (
                    <Command.Item
                      key={command.id}
                      value={`${command.label} ${command.id}`}
                      keywords={command.keywords ?? []}
                      onSelect={() => {
                        onOpenChange(false);
                        command.run();
                      }}
                      className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2.5 text-base data-[selected=true]:bg-hover coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-subtle"
                    >
                      {command.icon}
                      <span className="min-w-0 flex-1 truncate">{command.label}</span>
                      {command.hint === undefined ? null : (
                        <span className="truncate text-sm text-ink-subtle">{command.hint}</span>
                      )}
                      {command.shortcut === undefined ? null : <Shortcut keys={command.shortcut} />}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
          </Command.List>
        </Command>
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);
