"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import type { AccessToken } from "#core/contracts/index.ts";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { toast } from "#web/components/toast.tsx";
import { useNow } from "#web/hooks/use-now.ts";
import { useResource } from "#web/hooks/use-resource.ts";
import { ACCESS_TOKENS_PATH, accessTokenPageSchema, revokeAccessToken } from "#web/lib/api/access-tokens.ts";
import { PROJECTS_PATH, projectPageSchema } from "#web/lib/api/projects.ts";
import { apiPath } from "#web/lib/api/request-api.ts";
import { CreatedTokenDialog } from "./created-token.tsx";
import { sortTokens, type CreatedToken } from "./token-facts.ts";
import { TokenForm } from "./token-form.tsx";
import { TokenTable } from "./token-table.tsx";

const Waiting = () => (
  <LoadingRegion label="Loading tokens">
    <div className="flex flex-col gap-3">
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-4 w-3/5" />
    </div>
  </LoadingRegion>
);

const TokenList = ({ onRevoke }: { onRevoke: (token: AccessToken) => void }) => {
  const tokens = useResource(ACCESS_TOKENS_PATH, accessTokenPageSchema);
  const projects = useResource(apiPath(PROJECTS_PATH, { limit: 200 }), projectPageSchema);
  const now = useNow();
  if (tokens.data === undefined) {
    return tokens.error === undefined ? (
      <Waiting />
    ) : (
      <ErrorState
        size="sm"
        title="Your tokens could not be loaded"
        error={tokens.error}
        onRetry={() => void tokens.mutate()}
      />
    );
  }
  if (tokens.data.items.length === 0) {
    return (
      <EmptyState size="sm" icon={<KeyRound aria-hidden="true" />} title="No tokens yet">
        Make one to clone a project to your machine and push to it.
      </EmptyState>
    );
  }
  return (
    <TokenTable
      tokens={sortTokens(tokens.data.items, now)}
      projects={projects.data?.items ?? []}
      now={now}
      onRevoke={onRevoke}
    />
  );
};

/** Access tokens: make one, see what there are, take one back. */
export const TokenSettings = () => {
  const { mutate } = useResource(ACCESS_TOKENS_PATH, accessTokenPageSchema);
  const [created, setCreated] = useState<CreatedToken>();
  const [revoking, setRevoking] = useState<AccessToken>();
  const showCreated = (token: CreatedToken) => {
    setCreated(token);
    void mutate();
  };
  const revoke = async () => {
    if (revoking === undefined) return;
    await revokeAccessToken(revoking.id);
    await mutate();
    toast.success("Token revoked");
  };
  return (
    <>
      <SectionCard
        title="New access token"
        description="A password for Git: clone, pull and push from your machine. Give each machine its own, with no more than it needs."
      >
        <TokenForm onCreated={showCreated} />
      </SectionCard>
      <SectionCard title="Your tokens">
        <TokenList onRevoke={setRevoking} />
      </SectionCard>
      <CreatedTokenDialog token={created} onClose={() => setCreated(undefined)} />
      <ConfirmDialog
        isOpen={revoking !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) setRevoking(undefined);
        }}
        title={`Revoke ${revoking?.name ?? "this token"}?`}
        description="Whatever uses it stops working at once. This cannot be undone; you can make a new one."
        confirmLabel="Revoke token"
        isDangerous
        onConfirm={revoke}
      />
    </>
  );
};
