"use client";

import { Button } from "#web/components/button.tsx";
import { CodeBlock } from "#web/components/code-block.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import type { CreatedToken } from "./token-facts.ts";

/** Shows a new token, this once. */
export const CreatedTokenDialog = ({ token, onClose }: { token: CreatedToken | undefined; onClose: () => void }) => (
  <Dialog
    isOpen={token !== undefined}
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose();
    }}
    title="Copy your token now"
    description="It is shown this once. Only a hash of it is kept, so nobody can read it again."
    footer={
      <Button variant="primary" onClick={onClose}>
        I have copied it
      </Button>
    }
  >
    {token === undefined ? null : (
      <div className="flex flex-col gap-3">
        <CodeBlock code={token.token} copyLabel="Copy token" />
        <p className="text-base text-ink-muted">
          When Git asks, any user name will do, and the token is the password. Do not put it into the address: addresses
          end up in logs.
        </p>
      </div>
    )}
  </Dialog>
);
