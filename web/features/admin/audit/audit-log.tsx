"use client";

import { ScrollText } from "lucide-react";
import { auditEntrySchema, type AuditEntry } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { Table, type Column } from "#web/components/table.tsx";
import { usePages } from "#web/hooks/use-pages.ts";
import { describeChange, describeDetails } from "./describe-change.ts";

const Waiting = () => (
  <LoadingRegion label="Loading the audit log">
    <div className="flex flex-col gap-3">
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-4 w-3/5" />
    </div>
  </LoadingRegion>
);

const Change = ({ entry }: { entry: AuditEntry }) => {
  const details = describeDetails(entry.details);
  return (
    <div className="min-w-0">
      <p className="break-text">
        {describeChange(entry.action)} <span className="font-medium">{entry.target}</span>
      </p>
      {details === "" ? null : <p className="break-text text-sm text-ink-subtle">{details}</p>}
    </div>
  );
};

const columns: Column<AuditEntry>[] = [
  { key: "change", header: "Change", className: "min-w-52", render: (entry) => <Change entry={entry} /> },
  {
    key: "actor",
    header: "By",
    className: "max-w-52 truncate text-ink-muted",
    render: ({ actorEmail }) => <span title={actorEmail}>{actorEmail}</span>,
  },
  {
    key: "when",
    header: "When",
    align: "right",
    className: "whitespace-nowrap text-ink-subtle",
    render: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

const Entries = () => {
  const { items, error, hasMore, isLoadingMore, loadMore, reload } = usePages("/api/admin/audit", auditEntrySchema);
  if (items === undefined) {
    return error === undefined ? (
      <Waiting />
    ) : (
      <ErrorState size="sm" title="The audit log could not be loaded" error={error} onRetry={reload} />
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState size="sm" icon={<ScrollText aria-hidden="true" />} title="Nothing has been changed yet">
        Every change an admin makes to this installation is written down here.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Table caption="Changes, newest first" columns={columns} rows={items} rowKey={({ id }) => id} />
      {hasMore ? (
        <Button className="self-center" isLoading={isLoadingMore} onClick={loadMore}>
          Show older changes
        </Button>
      ) : null}
    </div>
  );
};

/** What admins changed, newest first. */
export const AuditLog = () => (
  <SectionCard
    title="Audit log"
    description="What admins changed in this installation, and when. Lines are only ever added, and hold no secrets."
  >
    <Entries />
  </SectionCard>
);
