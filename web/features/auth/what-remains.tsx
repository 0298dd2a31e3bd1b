import { Avatar } from "#web/components/avatar.tsx";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";

const lines = [
  { actor: "user", name: "You", subject: "A booking tool for a dog groomer", note: "prompt" },
  { actor: "ai", name: "LetsCode", subject: "Add customers with their dogs", note: "step 1" },
  { actor: "ai", name: "LetsCode", subject: "Add appointments with a calendar", note: "step 2" },
  { actor: "user", name: "You", subject: "Open at eight, not at nine", note: "your edit" },
  { actor: "ai", name: "LetsCode", subject: "Show the day on the dashboard", note: "step 3" },
] as const;

/** What a run leaves behind, drawn with the parts the timeline is made of. Decoration beside the sign-in forms. */
export const WhatRemains = () => (
  <div aria-hidden="true" className="w-full max-w-md select-none">
    <p className="label-mono mb-5 text-ink-subtle">One branch, as it looks in your repository</p>
    <ol className="relative flex flex-col gap-3 before:absolute before:top-4 before:bottom-4 before:left-4 before:w-px before:bg-line-strong">
      {lines.map(({ actor, name, subject, note }) => (
        <li key={subject} className="relative flex items-center gap-3.5 pl-1">
          <Avatar name={name} actor={actor} className="ring-4 ring-sunken" />
          <span className="flex min-w-0 flex-1 items-center justify-between gap-3 rounded-lg bg-surface px-3.5 py-2.5 shadow-flat ring-1 ring-line">
            <span className="truncate text-base">{subject}</span>
            <span className="label-mono shrink-0 text-ink-subtle">{note}</span>
          </span>
        </li>
      ))}
      <li className="relative flex items-center gap-3.5 pl-1">
        <span className="grid size-6 place-items-center">
          <span className="size-2.5 rounded-full bg-success ring-4 ring-sunken" />
        </span>
        <DeploymentStateBadge state="ready" />
        <span className="label-mono truncate text-ink-subtle">dog-groomer.live.localhost</span>
      </li>
    </ol>
  </div>
);
