"use client";

import { FlaskConical } from "lucide-react";
import { useIsDemo } from "#web/hooks/use-app.tsx";
import { Badge } from "./badge.tsx";
import { Tooltip } from "./tooltip.tsx";

/** Says that the built-in demo provider answers, wherever it would. Nothing when a real model does. */
export const DemoBadge = () => {
  if (!useIsDemo()) return null;
  return (
    <Tooltip label="No model is connected. The built-in demo writes apps from patterns, the same way each time, and calls no AI.">
      <button type="button" className="rounded-sm">
        <Badge tone="warning" icon={<FlaskConical aria-hidden="true" />}>
          Demo provider
        </Badge>
      </button>
    </Tooltip>
  );
};
