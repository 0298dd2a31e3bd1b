"use client";

import { createContext, use, useState, type ReactNode } from "react";

const NonceContext = createContext<string | undefined>(undefined);

/**
 * Keeps the nonce of the document that was loaded. Later answers of the server carry other nonces, but the browser
 * goes on enforcing the first. Libraries that make style elements by themselves (scroll locking, for one) look for
 * `__webpack_nonce__`, whatever the bundler is called.
 */
export const NonceProvider = ({ nonce, children }: { nonce: string | undefined; children: ReactNode }) => {
  const [first] = useState(() => {
    if (typeof window !== "undefined" && nonce !== undefined) Reflect.set(globalThis, "__webpack_nonce__", nonce);
    return nonce;
  });
  return <NonceContext value={first}>{children}</NonceContext>;
};

/** The nonce style elements need under the content security policy; undefined where there is none. */
export const useNonce = (): string | undefined => use(NonceContext);
