"use client";

import { Search } from "lucide-react";
import { useCommandPalette } from "#web/hooks/use-commands.tsx";
import { IconButton } from "./icon-button.tsx";
import { Shortcut } from "./kbd.tsx";

/** Opens the command palette; looks like a search field where there is room. */
export const PaletteButton = () => {
  const { setOpen } = useCommandPalette();
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="hidden h-8 w-52 items-center gap-2 rounded-md bg-hover pr-1.5 pl-2.5 text-sm text-ink-subtle transition-colors hover:bg-pressed hover:text-ink md:flex"
      >
        <Search className="size-3.5" aria-hidden="true" />
        <span className="flex-1 text-left">Search or run</span>
        <Shortcut keys="mod+k" />
      </button>
      <IconButton
        label="Search or run a command"
        icon={<Search aria-hidden="true" />}
        className="md:hidden"
        onClick={() => setOpen(true)}
      />
    </>
  );
};
