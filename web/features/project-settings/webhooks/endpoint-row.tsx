"use client";

import { Ellipsis, KeyRound, Power, Send, Trash2 } from "lucide-react";
import type { StatusEndpoint } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { useNow } from "#web/hooks/use-now.ts";

export interface EndpointActions {
  onTest: (endpoint: StatusEndpoint) => void;
  onRotate: (endpoint: StatusEndpoint) => void;
  onSwitch: (endpoint: StatusEndpoint) => void;
  onRemove: (endpoint: StatusEndpoint) => void;
}

const Facts = ({ endpoint }: { endpoint: StatusEndpoint }) => {
  const now = useNow();
  const { disabledReason, previousExpiresAt, createdAt } = endpoint;
  const isRotating = previousExpiresAt !== null && Date.parse(previousExpiresAt) > now;
  return (
    <p className="text-sm text-ink-subtle">
      Added <RelativeTime at={createdAt} />
      {isRotating ? ". Both secrets sign for a day after a rotation" : null}
      {disabledReason === null ? null : `. Switched off: ${disabledReason}`}
    </p>
  );
};

/** One address, with what can be done about it. */
export const EndpointRow = ({ endpoint, actions }: { endpoint: StatusEndpoint; actions: EndpointActions }) => (
  <li className="flex items-center gap-3 py-3">
    <div className="min-w-0 flex-1">
      <p className="flex min-w-0 flex-wrap items-center gap-2">
        <span className="break-text min-w-0 font-mono text-sm">{endpoint.url}</span>
        <Badge tone={endpoint.isEnabled ? "success" : "neutral"}>{endpoint.isEnabled ? "On" : "Off"}</Badge>
      </p>
      <Facts endpoint={endpoint} />
    </div>
    <DropdownMenu
      trigger={
        <IconButton label={`What to do with ${new URL(endpoint.url).host}`} icon={<Ellipsis aria-hidden="true" />} />
      }
    >
      <MenuItem icon={<Send aria-hidden="true" />} onSelect={() => actions.onTest(endpoint)}>
        Send a test
      </MenuItem>
      <MenuItem icon={<KeyRound aria-hidden="true" />} onSelect={() => actions.onRotate(endpoint)}>
        New secret
      </MenuItem>
      <MenuItem icon={<Power aria-hidden="true" />} onSelect={() => actions.onSwitch(endpoint)}>
        {endpoint.isEnabled ? "Switch off" : "Switch on"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden="true" />} onSelect={() => actions.onRemove(endpoint)}>
        Remove
      </MenuItem>
    </DropdownMenu>
  </li>
);
