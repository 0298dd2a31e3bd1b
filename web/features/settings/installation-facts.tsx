"use client";

import { TriangleAlert } from "lucide-react";
import { Badge } from "#web/components/badge.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { usePublicConfig } from "#web/hooks/use-app.tsx";

const names = {
  database: "Database",
  supabase: "Supabase",
  gitHost: "Git host",
  deployHost: "Deploy host",
  provider: "AI provider",
} as const;

type PartName = keyof typeof names;

const Warning = ({ message, fix }: { message: string; fix: string }) => (
  <div className="flex items-start gap-3 rounded-xl bg-warning-soft p-4 text-base text-warning-text ring-1 ring-warning-line ring-inset">
    <TriangleAlert className="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
    <p className="break-text min-w-0">
      <span className="font-medium">{message}</span> {fix}
    </p>
  </div>
);

const Part = ({ name }: { name: PartName }) => {
  const { parts, model } = usePublicConfig();
  const { label, mode } = parts[name];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
      <dt className="text-base text-ink-subtle">{names[name]}</dt>
      <dd className="break-text text-base max-sm:col-span-2 max-sm:row-start-2">
        {label}
        {name === "provider" ? <span className="text-ink-subtle"> · {model}</span> : null}
      </dd>
      <dd>
        <Badge tone={mode === "connected" ? "success" : "neutral"}>
          {mode === "connected" ? "Connected" : "Embedded"}
        </Badge>
      </dd>
    </div>
  );
};

const About = () => {
  const { version, url } = usePublicConfig();
  return (
    <SectionCard title="About">
      <dl className="grid gap-4 text-base sm:grid-cols-3">
        <div>
          <dt className="text-sm text-ink-subtle">Version</dt>
          <dd className="figures">{version}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-subtle">Address</dt>
          <dd className="break-text">{url}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-subtle">REST interface</dt>
          <dd>
            <a href="/api/openapi.json" className="underline underline-offset-3" target="_blank" rel="noreferrer">
              OpenAPI description
            </a>
          </dd>
        </div>
      </dl>
    </SectionCard>
  );
};

const partNames: readonly PartName[] = ["database", "supabase", "gitHost", "deployHost", "provider"];

/** What this installation is made of, what is embedded and what is connected, and what does not work on it. */
export const InstallationFacts = () => {
  const { warnings } = usePublicConfig();
  return (
    <>
      {warnings.map(({ code, message, fix }) => (
        <Warning key={code} message={message} fix={fix} />
      ))}
      <SectionCard
        title="Parts"
        description="Embedded parts run on this machine and need no account. Each is connected on its own, by configuration."
      >
        <dl className="divide-y divide-line-faint">
          {partNames.map((name) => (
            <Part key={name} name={name} />
          ))}
        </dl>
      </SectionCard>
      <About />
    </>
  );
};
