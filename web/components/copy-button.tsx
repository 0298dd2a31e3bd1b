"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { toast } from "./toast.tsx";

export interface CopyButtonProps {
  text: string;
  /** What is copied: "Copy clone command". */
  label: string;
  /** Shows the label as well as the icon. */
  hasText?: boolean;
  size?: ButtonSize;
  variant?: ButtonVariant;
  className?: string;
}

const CONFIRMED_MILLISECONDS = 1_600;

/** Copies a text and says so for a moment. */
export const CopyButton = ({ text, label, hasText = false, size = "sm", variant, className }: CopyButtonProps) => {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch (thrown) {
      toast.error("Not copied", thrown);
    }
  };
  const icon = isCopied ? <Check className="text-success-text" aria-hidden="true" /> : <Copy aria-hidden="true" />;
  const shared = { onClick: () => void copy(), className };
  return (
    <>
      {hasText ? (
        <Button size={size} variant={variant ?? "secondary"} icon={icon} {...shared}>
          {isCopied ? "Copied" : label}
        </Button>
      ) : (
        <IconButton label={isCopied ? "Copied" : label} icon={icon} variant={variant ?? "ghost"} {...shared} />
      )}
      <output className="sr-only">{isCopied ? "Copied" : ""}</output>
    </>
  );
};
