import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

/** This close to the end counts as being there. */
const NEAR_PIXELS = 48;

export interface StickToEnd {
  /** For the element that scrolls. */
  scroller: RefObject<HTMLDivElement | null>;
  /** For the element inside it that grows. */
  content: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  toEnd: () => void;
}

/**
 * Keeps the end of a list in view while it grows, as long as the person is there; who scrolls up to read is left
 * alone.
 */
export const useStickToEnd = (): StickToEnd => {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const isStuck = useRef(true);

  const toEnd = useCallback(() => {
    isStuck.current = true;
    setAtEnd(true);
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, []);

  useEffect(() => {
    const [box, inner] = [scroller.current, content.current];
    if (box === null || inner === null) return undefined;
    let lastTop = box.scrollTop;
    const onScroll = (): void => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PIXELS;
      // Growth alone moves the end away without anybody having scrolled; only going up lets go.
      if (isNear) isStuck.current = true;
      else if (box.scrollTop < lastTop) isStuck.current = false;
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

  return { scroller, content, isAtEnd, toEnd };
};
