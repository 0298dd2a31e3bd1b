import type { ReactNode } from "react";
import { Avatar } from "#web/components/avatar.tsx";
import { SectionHeading } from "../section-heading.tsx";
import { BranchVisual, MergeVisual, PlanVisual, PromptVisual, StepVisual } from "./how-visuals.tsx";

interface Stop {
  actor: "ai" | "user" | "system";
  who: string;
  title: string;
  text: string;
  visual: ReactNode;
}

const stops: Stop[] = [
  {
    actor: "user",
    who: "You",
    title: "You say what it is for",
    text: "A sentence is enough. It becomes a run on a branch of its own, so nothing that works can break.",
    visual: <PromptVisual />,
  },
  {
    actor: "ai",
    who: "The AI",
    title: "It plans before it writes",
    text: "A list of features with their order, kept with the project. Change it, drop what you do not want, or stop here.",
    visual: <PlanVisual />,
  },
  {
    actor: "ai",
    who: "The AI",
    title: "Each step passes its checks and becomes one commit",
    text: "You read files while they are written. Paths, size, secrets and the project's own build are checked first, and a step that fails is not committed.",
    visual: <StepVisual />,
  },
  {
    actor: "system",
    who: "The platform",
    title: "Each commit becomes a preview",
    text: "Built in a sandbox without network, credentials or your files, and served on an origin of its own. A build that fails shows its log and why.",
    visual: <BranchVisual />,
  },
  {
    actor: "user",
    who: "You",
    title: "You read the diff and merge",
    text: "Main is what goes live. Any deployment can be put back, and any commit undone by a new one.",
    visual: <MergeVisual />,
  },
];

export const HowItWorks = () => (
  <section id="how" className="flex flex-col gap-12 py-18 sm:py-24">
    <SectionHeading title="How a prompt becomes a preview">
      The AI writes in blue, you write in ink. Both are commits on the same line.
    </SectionHeading>
    <ol className="flex flex-col gap-12 sm:gap-16">
      {stops.map(({ actor, who, title, text, visual }) => (
        <li
          key={title}
          className="relative grid before:absolute before:top-3 before:-bottom-16 before:left-3.75 before:w-px before:bg-line-strong last:before:hidden gap-x-12 gap-y-6 pl-14 lg:grid-cols-2 lg:items-start"
        >
          <Avatar name={who} actor={actor} size="md" className="absolute top-0 left-0 ring-6 ring-canvas" />
          <div className="flex flex-col gap-2">
            <p className="label-mono text-ink-subtle">{who}</p>
            <h3 className="text-xl font-semibold">{title}</h3>
            <p className="max-w-[32rem] text-md text-pretty text-ink-muted">{text}</p>
          </div>
          <div aria-hidden="true" className="min-w-0 select-none">
            {visual}
          </div>
        </li>
      ))}
    </ol>
  </section>
);
