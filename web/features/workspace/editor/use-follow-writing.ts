"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { LiveFile } from "../files/mark-files.ts";

/**
 * Opens each file as the AI begins to write it, until the person opens another one. Answers whether it follows, and how
 * to change that.
 */
export const useFollowWriting = (
  live: readonly LiveFile[],
  open: (path: string) => void,
): { isFollowing: boolean; setFollowing: (isFollowing: boolean) => void; isWriting: boolean } => {
  const [isFollowing, setFollowing] = useState(true);
  const writing = live.findLast(({ state, operation }) => state === "writing" && operation === "write")?.path ?? null;
  const follow = useEffectEvent((path: string) => open(path));
  useEffect(() => {
    if (isFollowing && writing !== null) follow(writing);
  }, [isFollowing, writing]);
  return { isFollowing, setFollowing, isWriting: writing !== null };
};
