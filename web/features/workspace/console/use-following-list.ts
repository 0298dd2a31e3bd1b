import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";

/** This close to the end counts as being there. */
const NEAR_PIXELS = 40;

export interface FollowingList {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  isAtEnd: boolean;
  toEnd: () => void;
  /** Shows a row in the middle. */
  toIndex: (index: number) => void;
}

export interface FollowingListOptions {
  count: number;
  rowPixels: number;
  getKey: (index: number) => string | number;
  /** Called when the person scrolls up to the first rows. */
  onTop?: () => void;
}

/**
 * A virtual list for logs of any length: it shows its end while it grows, unless somebody scrolled up to read; rows put
 * in front do not move what is being read.
 */
export const useFollowingList = ({ count, rowPixels, getKey, onTop }: FollowingListOptions): FollowingList => {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const hasRows = count > 0;
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    getItemKey: getKey,
    overscan: 20,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_PIXELS,
  });
  const toEnd = useCallback(() => virtualizer.scrollToEnd(), [virtualizer]);
  const toIndex = useCallback((index: number) => virtualizer.scrollToIndex(index, { align: "center" }), [virtualizer]);
  const reachTop = useEffectEvent(() => onTop?.());

  useEffect(() => {
    if (hasRows) virtualizer.scrollToEnd();
  }, [hasRows, virtualizer]);

  useEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    let lastTop = box.scrollTop;
    const onScroll = (): void => {
      if (box.scrollTop < lastTop && box.scrollTop < NEAR_PIXELS) reachTop();
      lastTop = box.scrollTop;
      setAtEnd(virtualizer.isAtEnd(NEAR_PIXELS));
    };
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => box.removeEventListener("scroll", onScroll);
  }, [virtualizer]);

  return { scroller, virtualizer, isAtEnd, toEnd, toIndex };
};
