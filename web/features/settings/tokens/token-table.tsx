"use client";

import type { AccessToken, ProjectListItem } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { Table, type Column } from "#web/components/table.tsx";
import { readTokenState } from "./token-facts.ts";

export interface TokenTableProps {
  tokens: readonly AccessToken[];
  projects: readonly ProjectListItem[];
  now: number;
  onRevoke: (token: AccessToken) => void;
}

const NameCell = ({ token, now }: { token: AccessToken; now: number }) => {
  const state = readTokenState(token, now);
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span className={state === "active" ? "font-medium" : "text-ink-subtle line-through"}>{token.name}</span>
      <code className="text-ink-subtle">…{token.hint}</code>
      {state === "active" ? null : <Badge>{state === "revoked" ? "Revoked" : "Expired"}</Badge>}
    </div>
  );
};

const describeReach = (token: AccessToken, projects: readonly ProjectListItem[]): string =>
  token.projectId === null
    ? "All projects"
    : (projects.find(({ id }) => id === token.projectId)?.name ?? "One project");

/** The tokens there are, without the tokens themselves. */
export const TokenTable = ({ tokens, projects, now, onRevoke }: TokenTableProps) => {
  const columns: Column<AccessToken>[] = [
    { key: "name", header: "Name", render: (token) => <NameCell token={token} now={now} /> },
    { key: "scope", header: "Scope", render: (token) => (token.scope === "write" ? "Write" : "Read") },
    {
      key: "reach",
      header: "Reaches",
      className: "max-w-44 truncate",
      render: (token) => describeReach(token, projects),
    },
    {
      key: "used",
      header: "Last used",
      render: (token) => (token.lastUsedAt === null ? "Never" : <RelativeTime at={token.lastUsedAt} />),
    },
    {
      key: "expires",
      header: "Expires",
      render: (token) => (token.expiresAt === null ? "Never" : <RelativeTime at={token.expiresAt} />),
    },
    {
      key: "revoke",
      header: "Revoke",
      isHeaderHidden: true,
      align: "right",
      render: (token) =>
        readTokenState(token, now) === "active" ? (
          <Button size="sm" aria-label={`Revoke ${token.name} …${token.hint}`} onClick={() => onRevoke(token)}>
            Revoke
          </Button>
        ) : null,
    },
  ];
  return <Table caption="Access tokens" columns={columns} rows={tokens} rowKey={({ id }) => id} />;
};
