import { useState } from "react";

export type ViewMode = "list" | "board" | "calendar";

const keyOf = (collection: string) => `view:${collection}`;

function readMode(collection: string): string | null {
  try {
    return localStorage.getItem(keyOf(collection));
  } catch {
    return null;
  }
}

/** How a person looks at a list, remembered for the next time in this browser. */
export function useViewMode(collection: string, modes: ViewMode[]) {
  const [mode, setMode] = useState(() => modes.find((known) => known === readMode(collection)) ?? "list");
  const choose = (next: ViewMode) => {
    setMode(next);
    try {
      localStorage.setItem(keyOf(collection), next);
    } catch {
      // Storage is blocked: the choice then lasts until the page is left.
    }
  };
  return [modes.includes(mode) ? mode : "list", choose] as const;
}
