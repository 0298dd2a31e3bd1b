"use client";

import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { IconButton } from "./icon-button.tsx";
import { toastStore } from "./toast-registry.ts";
import type { ToastItem } from "./toast-store.ts";

const icons = {
  success: <CircleCheck className="size-4.5 text-success-text" aria-hidden="true" />,
  info: <Info className="size-4.5 text-accent-text" aria-hidden="true" />,
  error: <TriangleAlert className="size-4.5 text-danger-text" aria-hidden="true" />,
};

const VISIBLE_MILLISECONDS = 5_000;

/** The toasts, in a chunk of its own that is loaded with the first; F8 moves the focus there. */
export const ToastList = ({ toasts }: { toasts: readonly ToastItem[] }) => {
  return (
    <Primitive.Provider swipeDirection="right" label="Notification">
      {toasts.map((item) => (
        <Primitive.Root
          key={item.id}
          open={item.isOpen}
          type={item.kind === "error" ? "foreground" : "background"}
          duration={item.kind === "error" ? Number.POSITIVE_INFINITY : VISIBLE_MILLISECONDS}
          onOpenChange={(isOpen) => {
            if (!isOpen) toastStore.close(item.id);
          }}
          className="pointer-events-auto flex items-start gap-3 rounded-lg bg-raised py-3 pr-2 pl-3.5 shadow-raised ring-1 ring-line data-[state=closed]:animate-sink data-[state=open]:animate-rise"
        >
          <span className="mt-0.5 shrink-0">{icons[item.kind]}</span>
          <div className="min-w-0 flex-1 py-px">
            <Primitive.Title className="break-text text-base font-medium">{item.title}</Primitive.Title>
            {item.description === undefined ? null : (
              <Primitive.Description className="break-text mt-0.5 text-sm text-ink-muted">
                {item.description}
              </Primitive.Description>
            )}
            {item.action === undefined ? null : (
              <Primitive.Action asChild altText={item.action.label}>
                <button
                  type="button"
                  className="mt-1.5 text-sm font-medium text-accent-text hover:underline"
                  onClick={item.action.run}
                >
                  {item.action.label}
                </button>
              </Primitive.Action>
            )}
          </div>
          <Primitive.Close asChild>
            <IconButton size="xs" label="Dismiss" icon={<X aria-hidden="true" />} />
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport className="pointer-events-none fixed right-0 bottom-0 z-[60] flex w-100 max-w-[100vw] flex-col gap-2 p-4 outline-none" />
    </Primitive.Provider>
  );
};
