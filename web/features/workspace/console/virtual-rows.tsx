"use client";

import { clsx } from "clsx";
import { ArrowDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#web/components/button.tsx";
import type { FollowingList } from "./use-following-list.ts";

export interface VirtualRowsProps {
  list: FollowingList;
  label: string;
  renderRow: (index: number) => ReactNode;
  className?: string;
}

/** Draws the rows in sight of a following list, and a way back to its end. */
export const VirtualRows = ({ list, label, renderRow, className }: VirtualRowsProps) => {
  const { scroller, content, virtualizer, isAtEnd, toEnd } = list;
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        aria-live="off"
        tabIndex={0}
        className={clsx("h-full overflow-auto overscroll-contain outline-offset-[-2px]", className)}
      >
        <div ref={content} className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {renderRow(item.index)}
            </div>
          ))}
        </div>
      </div>
      {isAtEnd ? null : (
        <Button
          size="sm"
          icon={<ArrowDown aria-hidden="true" />}
          onClick={toEnd}
          className="absolute right-4 bottom-3 rounded-full! bg-raised shadow-raised"
        >
          Newest
        </Button>
      )}
    </div>
  );
};
