"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { NonceProvider } from "./nonce.tsx";
import { Toaster } from "./toast.tsx";

/** What every page stands in: the theme, the nonce for styles made by script, toasts. */
export const Providers = ({ nonce, children }: { nonce: string | undefined; children: ReactNode }) => (
  <NonceProvider nonce={nonce}>
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
      <Toaster />
    </ThemeProvider>
  </NonceProvider>
);
