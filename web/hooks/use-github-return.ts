"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";

/**
 * Ends a flow that led through GitHub, once: takes the code and the state out of the address and hands them over. The
 * address is cleaned at once, so that a reload does not send a code that is used up.
 */
export const useGitHubReturn = (finish: (input: { code: string; state: string }) => Promise<void>) => {
  const path = usePathname();
  const query = useSearchParams();
  const code = query.get("code");
  const state = query.get("state");
  const hasBegun = useRef(false);
  const [isFinishing, setFinishing] = useState(code !== null && state !== null);
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    if (code === null || state === null || hasBegun.current) return;
    hasBegun.current = true;
    // Not by the router: its navigation is put off while the page is busy, or given up for the next one.
    window.history.replaceState(null, "", path);
    finish({ code, state })
      .catch(setFailure)
      .finally(() => setFinishing(false));
  }, [code, state, finish, path]);
  return { isFinishing, failure };
};
