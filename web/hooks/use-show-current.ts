import { type RefObject, useEffect, useRef } from "react";

/** Scrolls a row of places to the one that is open, which may be out of sight on a small screen. Answers the row's ref. */
export const useShowCurrent = (pathname: string): RefObject<HTMLElement | null> => {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const open = [...(row.current?.querySelectorAll("a") ?? [])].find((link) => link.pathname === pathname);
    open?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return row;
};
