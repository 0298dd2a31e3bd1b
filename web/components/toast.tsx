"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { toNotice } from "#web/lib/api/to-notice.ts";
import { toastStore as store } from "./toast-registry.ts";
import type { ToastOptions } from "./toast-store.ts";

/** Says in passing that something happened. What needs an answer is a dialog; what stays wrong is an ErrorState. */
export const toast = {
  success: (title: string, options: ToastOptions = {}) => store.add({ ...options, title, kind: "success" }),
  info: (title: string, options: ToastOptions = {}) => store.add({ ...options, title, kind: "info" }),
  /** Shows a thrown error: title, what happened and what to do. Stays until it is closed. */
  error: (title: string, thrown: unknown) => {
    const { detail, fix } = toNotice(thrown);
    return store.add({ title, description: `${detail} ${fix}`, kind: "error" });
  },
  dismiss: (id: string) => store.close(id),
};

const ToastList = lazy(async () => ({ default: (await import("./toast-list.tsx")).ToastList }));

/** Where toasts appear. */
export const Toaster = () => {
  const toasts = useSyncExternalStore(store.subscribe, store.read, store.readOnServer);
  return toasts.length === 0 ? null : (
    <Suspense fallback={null}>
      <ToastList toasts={toasts} />
    </Suspense>
  );
};
