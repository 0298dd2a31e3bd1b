"use client";

import { Webhook } from "lucide-react";
import { useState } from "react";
import { deliverySummarySchema, type DeliverySummary } from "#core/contracts/index.ts";
import { Badge, type Tone } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { Select } from "#web/components/select.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { Table, type Column } from "#web/components/table.tsx";
import { usePages } from "#web/hooks/use-pages.ts";
import { apiPath } from "#web/lib/api/request-api.ts";
import { DeliveryDialog } from "./delivery-dialog.tsx";

const looks: Record<DeliverySummary["state"], { label: string; tone: Tone }> = {
  received: { label: "Waiting", tone: "accent" },
  processed: { label: "Processed", tone: "success" },
  ignored: { label: "Ignored", tone: "neutral" },
  failed: { label: "Failed", tone: "danger" },
};

const states = [
  { value: "", label: "All of them" },
  ...Object.entries(looks).map(([value, { label }]) => ({ value, label })),
];

export const DeliveryState = ({ state }: Pick<DeliverySummary, "state">) => (
  <Badge tone={looks[state].tone}>{looks[state].label}</Badge>
);

const What = ({ delivery }: { delivery: DeliverySummary }) => (
  <div className="min-w-0">
    <p className="break-text">
      <span className="font-medium">{delivery.event}</span>{" "}
      <span className="text-ink-muted">from {delivery.source}</span>
    </p>
    {delivery.error === null ? null : <p className="break-text text-sm text-ink-subtle">{delivery.error}</p>}
  </div>
);

const makeColumns = (onOpen: (id: string) => void): Column<DeliverySummary>[] => [
  { key: "what", header: "Webhook", className: "min-w-52", render: (delivery) => <What delivery={delivery} /> },
  { key: "state", header: "State", render: ({ state }) => <DeliveryState state={state} /> },
  {
    key: "when",
    header: "Arrived",
    className: "whitespace-nowrap text-ink-subtle",
    render: ({ receivedAt }) => <RelativeTime at={receivedAt} />,
  },
  {
    key: "open",
    header: "What it carried",
    isHeaderHidden: true,
    align: "right",
    render: (delivery) => (
      <Button
        size="sm"
        aria-label={`Show ${delivery.event} from ${delivery.source}`}
        onClick={() => onOpen(delivery.id)}
      >
        Show
      </Button>
    ),
  },
];

const Waiting = () => (
  <LoadingRegion label="Loading the webhooks">
    <div className="flex flex-col gap-3">
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-4 w-3/5" />
    </div>
  </LoadingRegion>
);

const Deliveries = ({ state, onOpen }: { state: string; onOpen: (id: string) => void }) => {
  const path = apiPath("/api/admin/deliveries", { state: state === "" ? undefined : state });
  const { items, error, hasMore, isLoadingMore, loadMore, reload } = usePages(path, deliverySummarySchema);
  if (items === undefined) {
    return error === undefined ? (
      <Waiting />
    ) : (
      <ErrorState size="sm" title="The webhooks could not be loaded" error={error} onRetry={reload} />
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState size="sm" icon={<Webhook aria-hidden="true" />} title="No webhooks here">
        What Git hosts and deploy hosts tell this installation is kept here.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Table caption="Webhooks, newest first" columns={makeColumns(onOpen)} rows={items} rowKey={({ id }) => id} />
      {hasMore ? (
        <Button className="self-center" isLoading={isLoadingMore} onClick={loadMore}>
          Show older webhooks
        </Button>
      ) : null}
    </div>
  );
};

/** Webhooks that arrived, what came of each, and the way to have one processed again. */
export const DeliveryList = () => {
  const [state, setState] = useState("");
  const [shown, setShown] = useState<string | null>(null);
  return (
    <SectionCard
      title="Webhooks"
      description="What Git hosts and deploy hosts told this installation. Each is recorded once and processed in the background."
    >
      <div className="flex flex-col gap-4">
        <Select
          aria-label="State"
          size="sm"
          className="max-w-44"
          options={states}
          value={state}
          onValueChange={setState}
        />
        <Deliveries key={state} state={state} onOpen={setShown} />
      </div>
      <DeliveryDialog id={shown} onClose={() => setShown(null)} />
    </SectionCard>
  );
};
