"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { safeNext } from "#web/lib/routes/safe-next.ts";

/** Leaves the sign-in pages for where the visitor wanted to go, which is checked once more (A28). */
export const useGoOn = (next: string): { goOn: () => void; isLeaving: boolean } => {
  const router = useRouter();
  const [isLeaving, startTransition] = useTransition();
  const goOn = () => {
    const target = safeNext(next);
    // What is not a page (the entrance to a private preview, for one) needs a real navigation.
    if (target.startsWith("/api/")) window.location.assign(target);
    else startTransition(() => router.replace(target));
  };
  return { goOn, isLeaving };
};
