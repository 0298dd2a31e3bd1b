"use client";

import { ArrowUp } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Button } from "./button.tsx";
import { Shortcut } from "./kbd.tsx";

export const MAXIMUM_PROMPT = 20_000;
const COUNTED_FROM = 16_000;

export interface PromptComposerProps {
  value: string;
  onValueChange: (value: string) => void;
  onSubmit: () => void;
  /** The accessible name of the text. */
  label: string;
  placeholder?: string;
  submitLabel: string;
  isSubmitting?: boolean;
  /** Left of the button: choices that belong to the prompt. */
  children?: ReactNode;
  rows?: number;
  error?: string | undefined;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Where work is handed to the AI: a text that grows, and one blue button. Ctrl or Cmd with Enter sends. */
export const PromptComposer = ({
  value,
  onValueChange,
  onSubmit,
  label,
  placeholder,
  submitLabel,
  isSubmitting = false,
  children,
  rows = 3,
  error,
  ref,
}: PromptComposerProps) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
    className="rounded-xl bg-surface shadow-card ring-1 ring-line-strong transition-shadow focus-within:ring-2 focus-within:ring-focus dark:bg-raised"
  >
    <textarea
      ref={ref}
      aria-label={label}
      aria-invalid={error === undefined ? undefined : true}
      value={value}
      rows={rows}
      // Growing with the text makes browsers overlook `rows`.
      style={{ minHeight: `${rows * 1.5 + 1.25}rem` }}
      maxLength={MAXIMUM_PROMPT}
      placeholder={placeholder}
      disabled={isSubmitting}
      onChange={(event) => onValueChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
          event.preventDefault();
          onSubmit();
        }
      }}
      className="block field-sizing-content max-h-72 w-full resize-none overflow-y-auto rounded-xl bg-transparent px-4 pt-3.5 pb-2 text-md outline-none disabled:text-ink-muted coarse:text-[1rem]"
    />
    <div className="flex flex-wrap items-center justify-end gap-2 px-2.5 pb-2.5">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{children}</div>
      {value.length < COUNTED_FROM ? null : (
        <span className="figures text-xs text-ink-subtle">
          {value.length.toLocaleString("en")} of {MAXIMUM_PROMPT.toLocaleString("en")}
        </span>
      )}
      <span className="max-md:hidden">
        <Shortcut keys="mod+enter" />
      </span>
      <Button type="submit" variant="accent" isLoading={isSubmitting} icon={<ArrowUp aria-hidden="true" />}>
        {submitLabel}
      </Button>
    </div>
    {error === undefined ? null : (
      <p role="alert" className="px-4 pb-3 text-sm text-danger-text">
        {error}
      </p>
    )}
  </form>
);
