"use client";

import { useEffect, useState, type RefObject } from "react";
import { FIRST_TICK, LAST_TICK } from "./script.ts";

const TICK_MILLISECONDS = 190;
/** How much of the picture has to be seen before it starts. */
const VISIBLE_SHARE = 0.35;

const prefersStillness = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export interface Playing {
  tick: number;
  isOver: boolean;
  replay: () => void;
}

/** Plays once, when the picture comes into view; goes straight to the end where motion is not wanted. */
export const useScript = (element: RefObject<HTMLElement | null>): Playing => {
  const [tick, setTick] = useState(FIRST_TICK);
  const [isPlaying, setPlaying] = useState(false);

  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        observer.disconnect();
        if (prefersStillness()) setTick(LAST_TICK);
        else setPlaying(true);
      },
      { threshold: VISIBLE_SHARE },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);

  useEffect(() => {
    if (!isPlaying || tick >= LAST_TICK) return undefined;
    const timer = setTimeout(() => setTick(tick + 1), TICK_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isPlaying, tick]);

  const replay = () => {
    setTick(0);
    setPlaying(true);
  };
  return { tick, isOver: tick >= LAST_TICK, replay };
};
