"use client";

import dynamic from "next/dynamic";
import { useEffect, useState, type ReactNode } from "react";
import { SkipLink } from "#web/components/skip-link.tsx";
import { AppProvider, type AppState } from "#web/hooks/use-app.tsx";
import { CommandProvider, useCommandPalette } from "#web/hooks/use-commands.tsx";
import { useShortcut } from "#web/hooks/use-shortcut.ts";
import { getSupabase } from "#web/lib/supabase/browser-client.ts";
import { SessionEnded } from "./session-ended.tsx";

/** The palette is loaded when it is first asked for. */
const AppPalette = dynamic(() => import("./app-palette.tsx").then((module) => module.AppPalette), { ssr: false });

const PaletteHost = () => {
  const { isOpen, setOpen } = useCommandPalette();
  const [wasOpened, setWasOpened] = useState(false);
  if (isOpen && !wasOpened) setWasOpened(true);
  useShortcut("mod+k", () => setOpen(!isOpen));
  return wasOpened ? <AppPalette /> : null;
};

const IDLE_MILLISECONDS = 2_000;

/** The Supabase client refreshes the session while a page is open; loading it can wait until the page is shown. */
const useLivingSession = () => {
  useEffect(() => {
    const timer = setTimeout(() => void getSupabase().catch(() => undefined), IDLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
};

/** What every signed-in page stands in: the session, the command palette, the way past the navigation. */
export const AppShell = ({ state, children }: { state: AppState; children: ReactNode }) => {
  useLivingSession();
  return (
    <AppProvider value={state}>
      <CommandProvider>
        <SkipLink />
        {children}
        <PaletteHost />
        <SessionEnded />
      </CommandProvider>
    </AppProvider>
  );
};
