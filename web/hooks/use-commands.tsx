"use client";

import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import type { PaletteGroup } from "#web/components/command-palette.tsx";

interface Registry {
  groups: readonly PaletteGroup[];
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  register: (group: PaletteGroup) => () => void;
}

const RegistryContext = createContext<Registry | null>(null);

const useRegistry = (): Registry => {
  const registry = use(RegistryContext);
  if (registry === null) throw new Error("Commands belong inside CommandProvider.");
  return registry;
};

/** Collects what the pages offer for the command palette. */
export const CommandProvider = ({ children }: { children: ReactNode }) => {
  const [groups, setGroups] = useState<readonly PaletteGroup[]>([]);
  const [isOpen, setOpen] = useState(false);
  const registry = useMemo<Registry>(
    () => ({
      groups,
      isOpen,
      setOpen,
      register: (group) => {
        setGroups((current) => [...current, group]);
        return () => setGroups((current) => current.filter((other) => other !== group));
      },
    }),
    [groups, isOpen],
  );
  return <RegistryContext value={registry}>{children}</RegistryContext>;
};

/** Offers commands in the palette for as long as the calling component is shown. Keep `group` stable with useMemo. */
export const useCommands = (group: PaletteGroup): void => {
  const { register } = useRegistry();
  const [stableRegister] = useState(() => register);
  useEffect(() => stableRegister(group), [stableRegister, group]);
};

/** The palette's state and everything offered in it, in the order it was registered. */
export const useCommandPalette = (): Pick<Registry, "groups" | "isOpen" | "setOpen"> => useRegistry();
