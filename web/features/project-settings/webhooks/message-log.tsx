"use client";

import { Inbox } from "lucide-react";
import { useState } from "react";
import type { StatusEndpoint, StatusMessage } from "#core/contracts/index.ts";
import { Badge, type Tone } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { Table, type Column } from "#web/components/table.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { apiPath } from "#web/lib/api/request-api.ts";
import { resendStatusMessage, statusMessagePageSchema, statusMessagesPath } from "#web/lib/api/status-endpoints.ts";

const PAGE = 50;
const REFRESH_MILLISECONDS = 3_000;

const looks: Record<StatusMessage["state"], { tone: Tone; label: string }> = {
  pending: { tone: "accent", label: "On its way" },
  delivered: { tone: "success", label: "Delivered" },
  failed: { tone: "danger", label: "Given up" },
};

const describeWhat = ({ event, payload }: StatusMessage): string => {
  if (event !== "deployment.status") return "Test";
  const { state, branch } = payload;
  return `${typeof branch === "string" ? branch : "a deployment"}: ${typeof state === "string" ? state : "changed"}`;
};

const Outcome = ({ message }: { message: StatusMessage }) => {
  const last = message.tries.at(-1);
  const tries = message.tries.length;
  return (
    <span className="text-sm text-ink-muted">
      {last === undefined ? "Not tried yet" : (last.error ?? `Answered ${last.status} in ${last.milliseconds} ms`)}
      {tries > 1 ? `, ${tries} tries` : null}
      {message.state === "pending" && tries > 0 && message.nextTryAt !== null ? (
        <>
          , next <RelativeTime at={message.nextTryAt} />
        </>
      ) : null}
    </span>
  );
};

const createColumns = (
  endpoints: readonly StatusEndpoint[],
  onResend: (message: StatusMessage) => void,
): Column<StatusMessage>[] => [
  { key: "what", header: "Message", className: "break-text", render: describeWhat },
  {
    key: "state",
    header: "State",
    render: ({ state, tries }) =>
      state === "pending" && tries.length > 0 ? (
        <Badge tone="warning">Trying again</Badge>
      ) : (
        <Badge tone={looks[state].tone}>{looks[state].label}</Badge>
      ),
  },
  {
    key: "where",
    header: "To",
    className: "max-w-44 truncate",
    render: ({ endpointId }) => {
      const endpoint = endpoints.find(({ id }) => id === endpointId);
      return endpoint === undefined ? "" : new URL(endpoint.url).host;
    },
  },
  { key: "outcome", header: "Outcome", render: (message) => <Outcome message={message} /> },
  {
    key: "when",
    header: "When",
    className: "whitespace-nowrap",
    render: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    key: "resend",
    header: "Send again",
    isHeaderHidden: true,
    align: "right",
    render: (message) =>
      message.state === "pending" ? null : (
        <Button size="sm" aria-label={`Send again: ${describeWhat(message)}`} onClick={() => onResend(message)}>
          Send again
        </Button>
      ),
  },
];

/** Every message with what became of it, newest first. */
export const MessageLog = ({ projectId, endpoints }: { projectId: string; endpoints: readonly StatusEndpoint[] }) => {
  const [limit, setLimit] = useState(PAGE);
  const { data, error, mutate } = useResource(
    apiPath(statusMessagesPath(projectId), { limit }),
    statusMessagePageSchema,
    {
      refreshInterval: (page) =>
        page?.items.some(({ state }) => state === "pending") === true ? REFRESH_MILLISECONDS : 0,
    },
  );
  const resend = async (message: StatusMessage) => {
    try {
      await resendStatusMessage(message.id);
      await mutate();
    } catch (thrown) {
      toast.error("Not sent again", thrown);
    }
  };
  if (data === undefined && error !== undefined)
    return <ErrorState size="sm" title="The log could not be loaded" error={error} onRetry={() => void mutate()} />;
  if (data === undefined) {
    return (
      <LoadingRegion label="Loading the log">
        <Skeleton className="h-4 w-2/3" />
      </LoadingRegion>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState size="sm" icon={<Inbox aria-hidden="true" />} title="Nothing was sent yet">
        Each change of a deployment appears here with the answer of the address. Kept for 30 days.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <Table
        caption="Messages"
        columns={createColumns(endpoints, (message) => void resend(message))}
        rows={data.items}
        rowKey={({ id }) => id}
      />
      {data.nextCursor === null || limit >= 200 ? null : (
        <Button className="self-center" onClick={() => setLimit(limit + PAGE)}>
          Show older
        </Button>
      )}
    </div>
  );
};
