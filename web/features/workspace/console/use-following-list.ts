import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";

/** This close to the end counts as being there. */
const NEAR_PIXELS = 40;

export interface FollowingList {
  scroller: RefObject<HTMLDivElement | null>;
  /** For the element in it that is as tall as all rows. */
  content: RefObject<HTMLDivElement | null>;
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
  const content = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    getItemKey: getKey,
    overscan: 20,
    anchorTo: "end",
  });
  const isStuck = useRef(true);
  const toEnd = useCallback(() => {
    isStuck.current = true;
    virtualizer.scrollToEnd();
  }, [virtualizer]);
  const toIndex = useCallback(
    (index: number) => {
      isStuck.current = false;
      virtualizer.scrollToIndex(index, { align: "center" });
    },
    [virtualizer],
  );
  const reachTop = useEffectEvent(() => onTop?.());

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (box === null || inner === null) return undefined;
    let lastTop = box.scrollTop;
    const onScroll = (): void => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PIXELS;
      // Rows that turn out taller than estimated move the end away without anybody having scrolled.
      if (isNear) isStuck.current = true;
      else if (box.scrollTop < lastTop) isStuck.current = false;
      if (box.scrollTop < lastTop && box.scrollTop < NEAR_PIXELS) reachTop();
      lastTop = box.scrollTop;
      setAtEnd(isNear || isStuck.current);
    };
    const follow = (): void => {
      if (isStuck.current) box.scrollTop = box.scrollHeight;
    };
    const observer = new ResizeObserver(follow);
    observer.observe(inner);
    observer.observe(box);
    box.addEventListener("scroll", onScroll, { passive: true });
    follow();
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  return { scroller, content, virtualizer, isAtEnd, toEnd, toIndex };
};
