"use client";

import { clsx } from "clsx";
import { memo, useState } from "react";
import { Button } from "#web/components/button.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { PromptImages } from "./prompt-images.tsx";

/** Longer than this, a text is cut until it is asked for. */
const LONG_CHARACTERS = 600;
const LONG_LINES = 10;

const noImages: readonly string[] = [];

/** What the person wrote. */
export const PromptBubble = memo(
  ({ text, at, images = noImages }: { text: string; at?: string; images?: readonly string[] }) => {
    const [isWhole, setWhole] = useState(false);
    const isLong = text.length > LONG_CHARACTERS || text.split("\n").length > LONG_LINES;
    return (
      <div className="flex flex-col items-end gap-1">
        <div className="max-w-[92%] rounded-xl rounded-br-xs bg-ink px-3.5 py-2.5 text-ink-inverse">
          <p className={clsx("break-text text-base whitespace-pre-wrap", isLong && !isWhole && "line-clamp-8")}>
            {revealControls(text)}
          </p>
        </div>
        <PromptImages ids={images} />
        <div className="flex items-center gap-2 text-xs text-ink-subtle">
          {isLong ? (
            <Button size="sm" variant="ghost" onClick={() => setWhole(!isWhole)}>
              {isWhole ? "Show less" : "Show all of it"}
            </Button>
          ) : null}
          {at === undefined ? null : <RelativeTime at={at} />}
        </div>
      </div>
    );
  },
);
PromptBubble.displayName = "PromptBubble";
