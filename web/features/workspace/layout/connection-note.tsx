"use client";

import { CloudOff, RefreshCw, WifiOff } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Tooltip } from "#web/components/tooltip.tsx";
import type { Connection } from "../data/workspace-state.ts";
import { useWorkspace } from "../workspace-context.tsx";

const notes: Record<Exclude<Connection, "live">, { label: string; text: string; icon: ReactNode }> = {
  connecting: {
    label: "Connecting",
    text: "Live changes are being switched on.",
    icon: <RefreshCw aria-hidden="true" className="animate-spin-slow" />,
  },
  reconnecting: {
    label: "Reconnecting",
    text: "The live connection was cut. What you miss is fetched as soon as it is back.",
    icon: <RefreshCw aria-hidden="true" className="animate-spin-slow" />,
  },
  polling: {
    label: "Every few seconds",
    text: "There is no live connection, so changes are read every few seconds. Look at the server if this stays.",
    icon: <CloudOff aria-hidden="true" />,
  },
  offline: {
    label: "Offline",
    text: "This browser has no network. You can go on reading; what changes meanwhile is fetched when you are back.",
    icon: <WifiOff aria-hidden="true" />,
  },
};

/** A short cut mends itself before anybody needs to read of it. */
const QUIET_MILLISECONDS = 1_500;

/** Says how changes arrive, unless they arrive live. */
export const ConnectionNote = () => {
  const connection = useWorkspace((state) => state.connection);
  const [shown, setShown] = useState<Connection>("live");
  useEffect(() => {
    const isAtOnce = connection === "live" || connection === "offline";
    const timer = setTimeout(() => setShown(connection), isAtOnce ? 0 : QUIET_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [connection]);
  return (
    <output aria-live="polite" className="contents">
      {shown === "live" ? null : (
        <Tooltip label={notes[shown].text} side="bottom">
          <button
            type="button"
            className="inline-flex h-6 items-center gap-1.5 rounded-full bg-warning-soft px-2.5 text-xs font-medium whitespace-nowrap text-warning-text ring-1 ring-warning-line ring-inset [&_svg]:size-3"
          >
            {notes[shown].icon}
            {notes[shown].label}
          </button>
        </Tooltip>
      )}
    </output>
  );
};
