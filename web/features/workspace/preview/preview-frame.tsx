"use client";

import { clsx } from "clsx";
import { useState } from "react";
import { Spinner } from "#web/components/spinner.tsx";

export type PreviewDevice = "full" | "tablet" | "phone";

export const deviceWidths: Record<PreviewDevice, string | undefined> = {
  full: undefined,
  tablet: "768px",
  phone: "390px",
};

export interface PreviewFrameProps {
  url: string;
  /** A frame with another key is loaded anew. */
  frameKey: string;
  device: PreviewDevice;
  /** What it is, for screen readers. */
  title?: string;
}

/**
 * The app in a frame of its own origin. It may run scripts and keep its own storage; it may not move the workspace to
 * another page (no allow-top-navigation) or reach into it (A26).
 */
export const PreviewFrame = ({ url, frameKey, device, title = "Preview of your app" }: PreviewFrameProps) => {
  const [loadedKey, setLoadedKey] = useState<string | null>(null);
  return (
    <div
      className={clsx(
        "relative flex min-h-0 min-w-0 flex-1 justify-center overflow-auto",
        device === "full" ? "bg-surface" : "bg-sunken p-4",
      )}
    >
      {loadedKey !== frameKey && (
        <div className="absolute inset-0 z-10 grid place-items-center bg-surface" aria-hidden>
          <Spinner />
        </div>
      )}
      <iframe
        key={frameKey}
        src={url}
        title={title}
        // The two together are only unsafe in a frame of our own origin, which this never is.
        // oxlint-disable-next-line react/iframe-missing-sandbox
        sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads"
        allow="clipboard-write; fullscreen"
        referrerPolicy="no-referrer"
        onLoad={() => setLoadedKey(frameKey)}
        style={{ width: deviceWidths[device] ?? "100%" }}
        className={clsx(
          "h-full shrink-0 border-0 bg-raised",
          device !== "full" && "rounded-xl shadow-raised ring-1 ring-line",
        )}
      />
    </div>
  );
};
