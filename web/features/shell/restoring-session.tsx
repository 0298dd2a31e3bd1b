"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Spinner } from "#web/components/spinner.tsx";
import { restoreSession } from "#web/lib/supabase/restore-session.ts";

/** Shown when the session's access token has run out: refreshes it and shows the page, or goes to sign-in. */
export const RestoringSession = ({ signInPath }: { signInPath: string }) => {
  const router = useRouter();
  useEffect(() => {
    let isLeft = false;
    const restore = async () => {
      const isRestored = await restoreSession();
      if (isLeft) return;
      if (isRestored) router.refresh();
      else router.replace(signInPath);
    };
    void restore();
    return () => {
      isLeft = true;
    };
  }, [router, signInPath]);
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <output className="flex items-center gap-2.5 text-base text-ink-subtle">
        <Spinner />
        Picking up your session
      </output>
    </main>
  );
};
