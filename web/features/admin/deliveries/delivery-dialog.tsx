"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";
import { deliverySchema, type Delivery } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { formatDateTime } from "#web/lib/format/format-date-time.ts";
import { requestApi } from "#web/lib/api/request-api.ts";

const pathOf = (id: string): string => `/api/admin/deliveries/${encodeURIComponent(id)}`;

const Facts = ({ delivery }: { delivery: Delivery }) => (
  <div className="flex flex-col gap-3">
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      <dt className="text-ink-subtle">Delivery</dt>
      <dd className="break-text font-mono text-xs">{delivery.deliveryId}</dd>
      <dt className="text-ink-subtle">Arrived</dt>
      <dd>{formatDateTime(delivery.receivedAt)}</dd>
      <dt className="text-ink-subtle">Came of it</dt>
      <dd className="break-text">
        {delivery.state}
        {delivery.error === null ? "" : `: ${delivery.error}`}
      </dd>
    </dl>
    <pre
      tabIndex={0}
      aria-label="What it carried"
      className="max-h-96 overflow-auto rounded-md bg-sunken px-3 py-2 text-xs leading-5 ring-1 ring-line ring-inset"
    >
      <code>{JSON.stringify(delivery.payload, null, 2)}</code>
    </pre>
  </div>
);

const Body = ({ id }: { id: string }) => {
  const { data, error, mutate } = useResource(pathOf(id), deliverySchema, { keepPreviousData: false });
  if (error !== undefined) {
    return <ErrorState size="sm" title="It could not be loaded" error={error} onRetry={() => void mutate()} />;
  }
  if (data === undefined) {
    return (
      <LoadingRegion label="Loading what it carried">
        <Skeleton className="h-40 w-full" />
      </LoadingRegion>
    );
  }
  return <Facts delivery={data} />;
};

const useReplay = (onDone: () => void) => {
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const replay = async (id: string): Promise<void> => {
    setWorking(true);
    setError(null);
    try {
      await requestApi(`${pathOf(id)}/replay`, { method: "POST", answer: deliverySchema });
      toast.success("It is being processed again", { description: "What it did already is not done twice." });
      onDone();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWorking(false);
    }
  };
  return { isWorking, error, replay };
};

/** What one webhook carried, and the button that has it processed again. */
export const DeliveryDialog = ({ id, onClose }: { id: string | null; onClose: () => void }) => {
  const { isWorking, error, replay } = useReplay(onClose);
  return (
    <Dialog
      isOpen={id !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="lg"
      title="Webhook"
      description="What the sender told, and what came of it."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            icon={<RotateCw aria-hidden="true" />}
            isLoading={isWorking}
            onClick={() => (id === null ? undefined : void replay(id))}
          >
            Process again
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error === null ? null : <ProblemNote error={error} />}
        {id === null ? null : <Body id={id} />}
      </div>
    </Dialog>
  );
};
