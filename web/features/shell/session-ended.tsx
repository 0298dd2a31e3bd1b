"use client";

import { useEffect, useState } from "react";
import { Button } from "#web/components/button.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import { SESSION_ENDED } from "#web/lib/supabase/restore-session.ts";

const signInHere = (): void => {
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`);
};

/** Offers to sign in again when the session has ended while a page was open; nothing on the page is lost meanwhile. */
export const SessionEnded = () => {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = () => setOpen(true);
    window.addEventListener(SESSION_ENDED, open);
    return () => window.removeEventListener(SESSION_ENDED, open);
  }, []);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      size="sm"
      title="Your session has ended"
      description="You were signed out, here or in another window. Sign in again and you come back to this page; copy first what you have not saved."
      footer={
        <>
          <Button onClick={() => setOpen(false)}>Stay here</Button>
          <Button variant="primary" onClick={signInHere}>
            Sign in again
          </Button>
        </>
      }
    />
  );
};
