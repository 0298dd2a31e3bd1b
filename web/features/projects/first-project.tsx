"use client";

import { NewProjectForm } from "./new-project-form.tsx";

const steps = [
  { title: "It plans", text: "A list of features you can read and change, before a line of code." },
  { title: "It writes", text: "Files appear while they are written; each finished step is one commit." },
  { title: "It runs", text: "The branch has a preview beside the code, and main is what goes live." },
];

/** What a person without projects sees: the prompt, and what will happen with it. */
export const FirstProject = () => (
  <div className="mx-auto flex max-w-3xl flex-col gap-10 pt-4 sm:pt-8">
    <header className="flex flex-col gap-2.5">
      <h1 className="text-3xl font-semibold">What do you want to build?</h1>
      <p className="max-w-prose text-lg text-pretty text-ink-muted">
        Say who it is for and what they keep track of. A sentence is enough; you can go on from what comes out.
      </p>
    </header>
    <NewProjectForm />
    <ol className="grid gap-5 border-t pt-8 sm:grid-cols-3">
      {steps.map(({ title, text }, index) => (
        <li key={title} className="flex flex-col gap-1">
          <span className="label-mono text-accent-text">{index + 1}</span>
          <span className="text-base font-medium">{title}</span>
          <span className="text-base text-pretty text-ink-muted">{text}</span>
        </li>
      ))}
    </ol>
  </div>
);
