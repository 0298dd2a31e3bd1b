"use client";

import type { CreatedStatusEndpoint } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { CodeBlock } from "#web/components/code-block.tsx";
import { Dialog } from "#web/components/dialog.tsx";

/** Shows the secret of an address, this once. */
export const SecretDialog = ({
  endpoint,
  onClose,
}: {
  endpoint: CreatedStatusEndpoint | undefined;
  onClose: () => void;
}) => (
  <Dialog
    isOpen={endpoint !== undefined}
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose();
    }}
    title="Copy the secret now"
    description="It is shown this once. Whoever has it can tell our messages from forged ones."
    footer={
      <Button variant="primary" onClick={onClose}>
        I have copied it
      </Button>
    }
  >
    {endpoint === undefined ? null : (
      <div className="flex flex-col gap-3">
        <CodeBlock code={endpoint.secret} copyLabel="Copy secret" />
        <p className="text-base text-ink-muted">
          Messages are signed by Standard Webhooks: verify webhook-signature with any of its libraries, over webhook-id,
          webhook-timestamp and the raw body.
          {endpoint.previousExpiresAt === null ? null : " The secret before signs too for a day."}
        </p>
      </div>
    )}
  </Dialog>
);
