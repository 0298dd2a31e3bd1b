"use client";

import { Cpu } from "lucide-react";
import { useIsDemo, usePublicConfig } from "#web/hooks/use-app.tsx";

/** Which model would work on a prompt; the demo has a badge of its own. */
export const ModelName = () => {
  const { model, parts } = usePublicConfig();
  if (useIsDemo()) return null;
  return (
    <span className="flex min-w-0 items-center gap-1.5 px-1.5 text-sm text-ink-subtle">
      <Cpu className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="truncate">
        {model} <span className="max-sm:hidden">by {parts.provider.label}</span>
      </span>
    </span>
  );
};
