"use client";

import { lazy, Suspense, type ReactNode } from "react";
import { useWasTrue } from "#web/hooks/use-was-true.ts";

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** One sentence under the title; also read out when the dialog opens. */
  description?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  /** Buttons, at the end. */
  footer?: ReactNode;
  children?: ReactNode;
}

const DialogWindow = lazy(async () => ({ default: (await import("./dialog-window.tsx")).DialogWindow }));

/** A task that needs all attention. A sheet from below on small screens. Escape, the cross and the backdrop close it. */
export const Dialog = (props: DialogProps) =>
  useWasTrue(props.isOpen) ? (
    <Suspense fallback={null}>
      <DialogWindow {...props} />
    </Suspense>
  ) : null;
