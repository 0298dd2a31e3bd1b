import { useEffect, useRef, useState, type RefObject } from "react";

/** Follows the inner size of an element; zero until it is in the document. */
export const useElementSize = <E extends HTMLElement>(): {
  ref: RefObject<E | null>;
  width: number;
  height: number;
} => {
  const ref = useRef<E>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (ref.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, ...size };
};
