"use client";

import { clsx } from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import { controlClasses } from "./input.tsx";
import { useNonce } from "./nonce.tsx";

export interface SelectOption {
  value: string;
  label: string;
  description?: string;
  isDisabled?: boolean;
}

export interface SelectProps {
  options: readonly SelectOption[];
  value: string;
  onValueChange: (value: string) => void;
  id?: string;
  name?: string;
  placeholder?: string;
  isDisabled?: boolean;
  size?: "sm" | "md";
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

const SelectItem = ({ option }: { option: SelectOption }) => (
  <Primitive.Item
    value={option.value}
    disabled={option.isDisabled}
    className="relative flex cursor-default flex-col rounded-sm py-1.5 pr-8 pl-2.5 text-base outline-none select-none data-disabled:text-ink-faint data-highlighted:bg-hover"
  >
    <Primitive.ItemText>{option.label}</Primitive.ItemText>
    {option.description === undefined ? null : <span className="text-xs text-ink-subtle">{option.description}</span>}
    <Primitive.ItemIndicator className="absolute top-2 right-2.5">
      <Check className="size-4" aria-hidden="true" />
    </Primitive.ItemIndicator>
  </Primitive.Item>
);

/** One of a few choices. */
export const Select = ({
  options,
  value,
  onValueChange,
  name,
  placeholder = "Choose",
  isDisabled = false,
  size = "md",
  className,
  ...trigger
}: SelectProps) => {
  const nonce = useNonce();
  return (
    <Primitive.Root value={value} onValueChange={onValueChange} disabled={isDisabled} name={name}>
      <Primitive.Trigger
        className={clsx(
          controlClasses,
          "flex items-center justify-between gap-2 px-3 text-left data-placeholder:text-ink-subtle coarse:h-11",
          size === "md" ? "h-9" : "h-7 px-2.5 text-sm",
          className,
        )}
        {...trigger}
      >
        <span className="truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <ChevronDown className="size-4 shrink-0 text-ink-subtle" aria-hidden="true" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) max-w-96 min-w-(--radix-select-trigger-width) animate-enter overflow-hidden rounded-lg bg-raised p-1 shadow-raised ring-1 ring-line"
        >
          <Primitive.Viewport nonce={nonce}>
            {options.map((option) => (
              <SelectItem key={option.value} option={option} />
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
