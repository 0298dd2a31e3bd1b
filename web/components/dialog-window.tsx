"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { DialogProps } from "./dialog.tsx";
import { IconButton } from "./icon-button.tsx";

const widths = { sm: "max-w-md", md: "max-w-lg", lg: "max-w-2xl", xl: "max-w-5xl" };

const dialogFrame = clsx(
  "fixed z-50 flex flex-col overflow-hidden bg-raised shadow-floating ring-1 ring-line focus-visible:outline-none",
  "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-2xl data-[state=open]:animate-rise data-[state=closed]:animate-sink",
  "sm:inset-x-4 sm:top-[12dvh] sm:bottom-auto sm:mx-auto sm:max-h-[76dvh] sm:rounded-xl",
);

/** What Dialog shows, in a chunk of its own that is loaded with the first dialog. */
export const DialogWindow = ({
  isOpen,
  onOpenChange,
  title,
  description,
  size = "md",
  footer,
  children,
}: DialogProps) => (
  <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-50 bg-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in" />
      <Primitive.Content
        className={clsx(dialogFrame, widths[size])}
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
      >
        <header className="flex items-start justify-between gap-4 px-5 pt-4.5 pb-3">
          <div className="min-w-0">
            <Primitive.Title className="break-text text-lg font-semibold">{title}</Primitive.Title>
            {description === undefined ? null : (
              <Primitive.Description className="mt-1 text-base text-ink-muted">{description}</Primitive.Description>
            )}
          </div>
          <Primitive.Close asChild>
            <IconButton label="Close" icon={<X aria-hidden="true" />} className="-mt-0.5 -mr-1.5" />
          </Primitive.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
        {footer === undefined ? null : (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-5 py-3 dark:bg-surface">
            {footer}
          </footer>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);
