"use client";

import { AlertDialog } from "radix-ui";
import { useState } from "react";
import { Button } from "./button.tsx";
import type { ConfirmDialogProps } from "./confirm-dialog.tsx";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";
import { ProblemNote } from "./problem-note.tsx";

interface Confirmation {
  isWorking: boolean;
  error: unknown;
  confirm: () => Promise<void>;
  clear: () => void;
}

const useConfirmation = (onConfirm: ConfirmDialogProps["onConfirm"], close: () => void): Confirmation => {
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<unknown>();
  const clear = () => setError(undefined);
  const confirm = async () => {
    setWorking(true);
    clear();
    try {
      await onConfirm();
      close();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWorking(false);
    }
  };
  return { isWorking, error, confirm, clear };
};

const TypedField = ({ text, typed, onType }: { text: string; typed: string; onType: (typed: string) => void }) => (
  <Field
    label={
      <>
        Type <b className="break-text font-semibold">{text}</b> to confirm
      </>
    }
  >
    {(control) => (
      <Input
        {...control}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
    )}
  </Field>
);

/** What ConfirmDialog shows, in a chunk of its own that is loaded with the first question. */
export const ConfirmWindow = (props: ConfirmDialogProps) => {
  const { isOpen, onOpenChange, title, description, typedConfirmation } = props;
  const [typed, setTyped] = useState("");
  const close = () => {
    setTyped("");
    onOpenChange(false);
  };
  const { isWorking, error, confirm, clear } = useConfirmation(props.onConfirm, close);
  const isReady = typedConfirmation === undefined || typed.trim() === typedConfirmation;
  const changeOpen = (next: boolean) => {
    if (isWorking) return;
    clear();
    if (next) onOpenChange(true);
    else close();
  };
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={changeOpen}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in" />
        <AlertDialog.Content className="fixed inset-x-4 top-[18dvh] z-50 mx-auto max-w-md animate-rise overflow-hidden rounded-xl bg-raised shadow-floating ring-1 ring-line focus-visible:outline-none">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (isReady) void confirm();
            }}
          >
            <div className="flex flex-col gap-3 p-5">
              <AlertDialog.Title className="break-text text-lg font-semibold">{title}</AlertDialog.Title>
              <AlertDialog.Description asChild>
                <div className="break-text text-base text-ink-muted">{description}</div>
              </AlertDialog.Description>
              {typedConfirmation === undefined ? null : (
                <TypedField text={typedConfirmation} typed={typed} onType={setTyped} />
              )}
              {error === undefined ? null : <ProblemNote error={error} />}
            </div>
            <ConfirmFooter {...props} isReady={isReady} isWorking={isWorking} />
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};

const ConfirmFooter = ({
  confirmLabel,
  isDangerous = false,
  isReady,
  isWorking,
}: ConfirmDialogProps & { isReady: boolean; isWorking: boolean }) => (
  <footer className="flex justify-end gap-2 border-t bg-canvas px-5 py-3 dark:bg-surface">
    <AlertDialog.Cancel asChild>
      <Button disabled={isWorking}>Cancel</Button>
    </AlertDialog.Cancel>
    <Button type="submit" variant={isDangerous ? "danger" : "primary"} disabled={!isReady} isLoading={isWorking}>
      {confirmLabel}
    </Button>
  </footer>
);
