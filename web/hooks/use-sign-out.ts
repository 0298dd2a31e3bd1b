"use client";

import { useState } from "react";
import { toast } from "#web/components/toast.tsx";
import { getSupabase } from "#web/lib/supabase/browser-client.ts";

/** Ends the session on this device and goes to the landing page; a failure is shown and leaves everything as it is. */
export const useSignOut = (): { signOut: () => Promise<void>; isSigningOut: boolean } => {
  const [isSigningOut, setSigningOut] = useState(false);
  const signOut = async () => {
    setSigningOut(true);
    try {
      const { auth } = await getSupabase();
      const { error } = await auth.signOut({ scope: "local" });
      if (error !== null) throw error;
      // A full load, so that nothing of the session stays in memory.
      window.location.assign("/");
    } catch (thrown) {
      setSigningOut(false);
      toast.error("You are still signed in", thrown);
    }
  };
  return { signOut, isSigningOut };
};
