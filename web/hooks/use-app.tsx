"use client";

import { createContext, use, type ReactNode } from "react";
import type { Profile, PublicConfig } from "#core/contracts/index.ts";

export interface AppState {
  /** Who is signed in. */
  profile: Profile;
  /** What this installation is made of. */
  config: PublicConfig;
}

const AppContext = createContext<AppState | null>(null);

export const AppProvider = ({ value, children }: { value: AppState; children: ReactNode }) => (
  <AppContext value={value}>{children}</AppContext>
);

const useAppState = (): AppState => {
  const state = use(AppContext);
  if (state === null) throw new Error("This component belongs inside the signed-in pages.");
  return state;
};

/** The signed-in person. */
export const useProfile = (): Profile => useAppState().profile;

/** The installation: templates, provider, which parts are embedded. */
export const usePublicConfig = (): PublicConfig => useAppState().config;

/** Whether the built-in demo provider answers by default, which is said wherever it speaks. */
export const useIsDemo = (): boolean => useAppState().config.provider === "demo";
