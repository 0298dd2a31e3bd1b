"use client";

import { RotateCw, Trash2 } from "lucide-react";
import type { Domain } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { CopyButton } from "#web/components/copy-button.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { StateBadge } from "#web/components/state-badge.tsx";
import { describeDomain, describeMissing } from "./describe-domain.ts";

export interface DomainRowProps {
  domain: Domain;
  isChecking: boolean;
  onCheck: () => void;
  onRemove: () => void;
}

const Part = ({ label, text }: { label: string; text: string }) => (
  <div className="min-w-0">
    <dt className="text-xs text-ink-subtle">{label}</dt>
    <dd className="-mt-1 flex items-start gap-2">
      <span className="break-text min-w-0 flex-1 pt-1 font-mono text-sm">{text}</span>
      <CopyButton text={text} label={`Copy ${label.toLowerCase()} ${text}`} />
    </dd>
  </div>
);

const Records = ({ domain }: { domain: Domain }) => (
  <ul className="divide-y divide-line-faint rounded-lg bg-sunken px-4 ring-1 ring-line ring-inset">
    {domain.records.map(({ type, name, value }) => (
      <li key={`${type} ${name} ${value}`} className="py-3">
        <dl className="grid gap-x-5 gap-y-2 sm:grid-cols-[4rem_minmax(0,2fr)_minmax(0,3fr)]">
          <div>
            <dt className="text-xs text-ink-subtle">Type</dt>
            <dd className="font-mono text-sm">{type}</dd>
          </div>
          <Part label="Name" text={name} />
          <Part label="Value" text={value} />
        </dl>
      </li>
    ))}
  </ul>
);

/** One domain: whether it is served, and the records that are missing until it is. */
export const DomainRow = ({ domain, isChecking, onCheck, onRemove }: DomainRowProps) => {
  const { name, isServing } = domain;
  const missing = describeMissing(domain);
  return (
    <li className="flex flex-col gap-3 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-h-7 min-w-0 flex-1 basis-56 flex-wrap items-center gap-x-2.5 gap-y-1">
          {isServing ? (
            <a
              className="break-text min-w-0 font-mono text-sm text-accent-text hover:underline"
              href={`https://${name}`}
              target="_blank"
              rel="noreferrer"
            >
              {name}
            </a>
          ) : (
            <span className="break-text min-w-0 font-mono text-sm">{name}</span>
          )}
          <StateBadge look={describeDomain(domain)} />
        </div>
        <div className="flex items-center gap-1">
          {isServing ? null : (
            <Button
              size="sm"
              icon={<RotateCw aria-hidden="true" />}
              isLoading={isChecking}
              aria-label={`Check again: ${name}`}
              onClick={onCheck}
            >
              Check again
            </Button>
          )}
          <IconButton label={`Remove ${name}`} icon={<Trash2 aria-hidden="true" />} onClick={onRemove} />
        </div>
      </div>
      {missing === null ? null : <p className="max-w-prose text-sm text-ink-muted">{missing}</p>}
      {domain.records.length === 0 ? null : <Records domain={domain} />}
    </li>
  );
};
