"use client";

import { useState } from "react";
import type { Domain, ProjectAnswer } from "#core/contracts/index.ts";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { describeNoDomains } from "./describe-domain.ts";
import { DomainForm } from "./domain-form.tsx";
import { DomainRow } from "./domain-row.tsx";
import { useDomains, type Domains } from "./use-domains.ts";

interface ContentProps {
  domains: Domains;
  onRemove: (domain: Domain) => void;
}

const Content = ({ domains, onRemove }: ContentProps) => {
  const { list, error, reload, checking, add, check } = domains;
  if (list === undefined && error !== undefined)
    return <ErrorState size="sm" title="The domains could not be loaded" error={error} onRetry={reload} />;
  if (list === undefined) {
    return (
      <LoadingRegion label="Loading domains">
        <Skeleton className="h-4 w-2/3" />
      </LoadingRegion>
    );
  }
  return (
    <>
      <DomainForm onAdd={add} />
      {list.items.length === 0 ? (
        <p className="text-base text-ink-muted">
          No domains yet. Production is served at the address above, and at each domain you add.
        </p>
      ) : (
        <ul className="-mb-4 divide-y divide-line-faint border-t border-line-faint">
          {list.items.map((domain) => (
            <DomainRow
              key={domain.name}
              domain={domain}
              isChecking={checking === domain.name}
              onCheck={() => void check(domain)}
              onRemove={() => onRemove(domain)}
            />
          ))}
        </ul>
      )}
    </>
  );
};

/** The domains at which production is served, what each still needs, and where to set them if not here. */
export const DomainsCard = ({ project }: { project: ProjectAnswer }) => {
  const domains = useDomains(project.id);
  const [removing, setRemoving] = useState<Domain>();
  if (domains.list?.isAvailable === false)
    return <SectionCard title="Domains" description={describeNoDomains(project.deployHost)} />;
  return (
    <SectionCard title="Domains" description="Names of yours at which production is served.">
      <Content domains={domains} onRemove={setRemoving} />
      <ConfirmDialog
        isOpen={removing !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) setRemoving(undefined);
        }}
        title={`Remove ${removing?.name ?? "the domain"}?`}
        description="Your app is not served there any more, from now on. Its DNS records stay as they are, and you can add the domain again."
        confirmLabel="Remove domain"
        isDangerous
        onConfirm={async () => {
          if (removing !== undefined) await domains.remove(removing);
        }}
      />
    </SectionCard>
  );
};
