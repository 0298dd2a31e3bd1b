"use client";

import { lazy, Suspense, type ReactNode } from "react";
import { useWasTrue } from "#web/hooks/use-was-true.ts";

export interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** What will happen and whether it can be undone. */
  description: ReactNode;
  confirmLabel: string;
  isDangerous?: boolean;
  /** Text that must be typed before the button works, for what cannot be undone. */
  typedConfirmation?: string;
  /** The dialog closes when it resolves and shows the error when it rejects. */
  onConfirm: () => Promise<void> | void;
}

const ConfirmWindow = lazy(async () => ({ default: (await import("./confirm-window.tsx")).ConfirmWindow }));

/** Asks before something that matters. Escape and Cancel leave everything as it is. */
export const ConfirmDialog = (props: ConfirmDialogProps) =>
  useWasTrue(props.isOpen) ? (
    <Suspense fallback={null}>
      <ConfirmWindow {...props} />
    </Suspense>
  ) : null;
