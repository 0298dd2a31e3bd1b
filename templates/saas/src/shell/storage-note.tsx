import { useState } from "react";
import { hasSamples, resetRecords } from "../data/record-cache";
import { store } from "../data/store";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { ThemeSwitch } from "./theme-switch";

const texts = {
  browser: {
    label: "Saved in this browser",
    detail:
      "Your records live in this browser, on this device. Connect Supabase to share them between people and devices: set VITE_SUPABASE_URL and VITE_SUPABASE_PUBLISHABLE_KEY, then build again.",
  },
  memory: {
    label: "Not saved",
    detail: "This browser blocks storage here, so records last until the page is closed.",
  },
  supabase: { label: "Saved in Supabase", detail: "Your records live in your Supabase project, under your account." },
};

/** Says where the records are kept, and lets a person start afresh. */
export function StorageNote({ isCompact = false }: { isCompact?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const { label, detail } = texts[store.kind];

  const reset = async (withSamples: boolean) => {
    await resetRecords(withSamples);
    setOpen(false);
  };

  return (
    <>
      {isCompact ? (
        <Button icon="more" label="Settings" variant="quiet" onClick={() => setOpen(true)} />
      ) : (
        <button type="button" className="storage-note" onClick={() => setOpen(true)}>
          <Icon name="database" size={15} />
          {label}
        </button>
      )}
      {isOpen && (
        <Dialog title={label} onClose={() => setOpen(false)}>
          <div className="dialog-content stack">
            <p className="muted">{detail}</p>
            {isCompact && <ThemeSwitch />}
            {store.kind !== "supabase" && (
              <div className="page-actions">
                {hasSamples() && <Button onClick={() => void reset(true)}>Restore the sample data</Button>}
                <Button variant="danger" onClick={() => void reset(false)}>
                  Delete all records
                </Button>
              </div>
            )}
            {store.signOut && (
              <div className="page-actions">
                <Button onClick={() => void store.signOut?.()}>Sign out</Button>
              </div>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}
