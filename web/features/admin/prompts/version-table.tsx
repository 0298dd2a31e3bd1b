"use client";

import type { PromptSummary } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { Table, type Column } from "#web/components/table.tsx";

export interface VersionTableProps {
  versions: readonly PromptSummary[];
  opened: number;
  onOpen: (version: number) => void;
  onActivate: (version: PromptSummary) => void;
}

const Name = ({ version, isOpen }: { version: PromptSummary; isOpen: boolean }) => (
  <div className="min-w-0">
    <p className="flex flex-wrap items-center gap-2">
      <span className="font-medium">Version {version.version}</span>
      {version.isActive ? <Badge tone="success">Active</Badge> : null}
      {isOpen ? <Badge tone="accent">In the editor</Badge> : null}
      {version.createdBy === null ? <Badge>Built in</Badge> : null}
    </p>
    {version.notes === "" ? null : <p className="break-text text-sm text-ink-subtle">{version.notes}</p>}
  </div>
);

/** Versions of a prompt, newest first: open one in the editor, make one active, go back to an older one. */
export const VersionTable = ({ versions, opened, onOpen, onActivate }: VersionTableProps) => {
  const active = versions.find(({ isActive }) => isActive)?.version ?? 0;
  const columns: Column<PromptSummary>[] = [
    {
      key: "version",
      header: "Version",
      className: "min-w-48",
      render: (version) => <Name version={version} isOpen={version.version === opened} />,
    },
    {
      key: "activated",
      header: "Last active",
      className: "whitespace-nowrap text-ink-subtle",
      render: ({ activatedAt, isActive }) =>
        isActive ? "now" : activatedAt === null ? "never" : <RelativeTime at={activatedAt} />,
    },
    {
      key: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "right",
      className: "whitespace-nowrap",
      render: (version) => (
        <span className="inline-flex gap-2">
          <Button
            size="sm"
            variant="ghost"
            disabled={version.version === opened}
            aria-label={`Open version ${version.version}`}
            onClick={() => onOpen(version.version)}
          >
            Open
          </Button>
          <Button
            size="sm"
            disabled={version.isActive}
            aria-label={`${version.version < active ? "Roll back to" : "Activate"} version ${version.version}`}
            onClick={() => onActivate(version)}
          >
            {version.version < active ? "Roll back" : "Activate"}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Table
      caption="Versions of the system prompt, newest first"
      columns={columns}
      rows={versions}
      rowKey={({ id }) => id}
    />
  );
};
