"use client";

import { LogoMark } from "#web/components/logo.tsx";
import { useIsDemo } from "#web/hooks/use-app.tsx";

const examples = [
  "A booking tool for a dog groomer: customers, their dogs, appointments",
  "Track invoices for a small studio: clients, projects, invoices with due dates",
  "An inventory for a bike shop: bikes, parts, suppliers, stock levels",
];

/** What a new project shows before its first prompt. */
export const StartHere = ({
  template,
  repositoryName,
  onChoose,
}: {
  template: string;
  /** On GitHub, where it may hold anything; null for one of this installation. */
  repositoryName: string | null;
  onChoose: (prompt: string) => void;
}) => {
  const isDemo = useIsDemo();
  return (
    <div className="flex flex-col gap-4 px-1 py-6">
      <LogoMark className="size-9" />
      <div>
        <h2 className="text-xl font-semibold">What should it do?</h2>
        <p className="mt-1 text-base text-pretty text-ink-muted">
          {repositoryName === null
            ? `The repository holds the ${template} starter.`
            : `The repository is ${repositoryName} on GitHub.`}{" "}
          Describe the app, and watch it being planned, written, committed and previewed. Every step is a commit you can
          look at and take back.
          {isDemo ? " The demo provider builds apps that keep records: name the things, and what belongs to them." : ""}
        </p>
      </div>
      <ul aria-label="Examples" className="flex flex-col gap-1.5">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => onChoose(example)}
              className="w-full rounded-lg bg-surface px-3 py-2.5 text-left text-base text-ink-muted ring-1 ring-line transition-colors hover:text-ink hover:ring-line-strong coarse:min-h-11"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};
