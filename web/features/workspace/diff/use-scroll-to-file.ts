import { useEffect, useEffectEvent } from "react";
import type { DiffRow } from "./flatten-diff.ts";

/** Brings the header of a file to the top of the list whenever a new target is set. */
export const useScrollToFile = (
  target: { file: number; at: number } | null,
  rows: DiffRow[],
  scrollToIndex: (index: number, options: { align: "start" }) => void,
): void => {
  const scroll = useEffectEvent((file: number) => {
    const index = rows.findIndex((row) => row.type === "file" && row.file === file);
    if (index >= 0) scrollToIndex(index, { align: "start" });
  });
  useEffect(() => {
    if (target !== null) scroll(target.file);
  }, [target]);
};
