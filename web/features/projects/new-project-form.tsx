"use client";

import Link from "next/link";
import { useRef } from "react";
import { DemoBadge } from "#web/components/demo-badge.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { PromptComposer } from "#web/components/prompt-composer.tsx";
import { usePublicConfig } from "#web/hooks/use-app.tsx";
import { examplePrompts } from "#web/lib/projects/example-prompts.ts";
import { ModelName } from "./model-name.tsx";
import { RepositoryPlace } from "./repository-place/repository-place.tsx";
import { TemplateChoice } from "./template-choice.tsx";
import { useNewProject } from "./use-new-project.ts";

type Form = ReturnType<typeof useNewProject>;

const Failure = ({ failure, made }: Pick<Form, "failure" | "made">) =>
  failure === undefined ? null : (
    <div className="flex flex-col gap-2">
      <ProblemNote error={failure} />
      {made === null ? null : (
        <p className="text-base text-ink-muted">
          The project is there already.{" "}
          <Link href={`/projects/${made.id}`} className="font-medium text-ink underline underline-offset-3">
            Open {made.name}
          </Link>
        </p>
      )}
    </div>
  );

const Examples = ({ onChoose }: { onChoose: (prompt: string) => void }) => (
  <div className="flex flex-wrap items-center gap-2">
    <span className="text-sm text-ink-subtle">Try</span>
    {examplePrompts.map(({ title, prompt }) => (
      <button
        key={title}
        type="button"
        onClick={() => onChoose(prompt)}
        className="rounded-full bg-surface px-3 py-1 text-sm text-ink-muted ring-1 ring-line transition-colors ring-inset hover:bg-hover hover:text-ink coarse:py-2.5"
      >
        {title}
      </button>
    ))}
  </div>
);

const NameField = ({ form }: { form: Form }) => (
  <Field
    label="Name"
    hint={`From your ${form.isImported ? "repository" : "prompt"}, unless you type another.`}
    error={form.errors.name}
  >
    {(control) => (
      <Input
        {...control}
        value={form.typedName}
        maxLength={60}
        placeholder={form.derivedName}
        onChange={(event) => form.setName(event.target.value)}
      />
    )}
  </Field>
);

/** The other way to begin; what goes wrong is said below it, where the person looks. */
const WithoutPrompt = ({ form }: { form: Form }) => (
  <>
    <p className="text-base text-ink-muted">
      {form.isImported ? "Rather look at it first?" : "Rather begin with nothing in it?"}{" "}
      <button
        type="button"
        disabled={form.isBusy}
        onClick={() => form.submit(true)}
        className="font-medium text-ink underline underline-offset-3 disabled:text-ink-subtle"
      >
        {form.isImported ? "Import it without a prompt" : "Create it without a prompt"}
      </button>
    </p>
    {form.isWithoutPrompt ? <Failure failure={form.failure} made={form.made} /> : null}
  </>
);

/** A first project in one step: the prompt; its name follows from it, and a template is chosen already. */
export const NewProjectForm = () => {
  const { templates } = usePublicConfig();
  const form = useNewProject();
  const text = useRef<HTMLTextAreaElement>(null);
  const takeExample = (prompt: string) => {
    form.setPrompt(prompt);
    text.current?.focus();
  };
  return (
    <div className="flex flex-col gap-6">
      <PromptComposer
        ref={text}
        label="What should the AI build?"
        placeholder="A booking tool for a dog groomer: customers, their dogs, appointments"
        rows={4}
        value={form.prompt}
        onValueChange={form.setPrompt}
        onSubmit={() => form.submit(false)}
        submitLabel="Build it"
        isSubmitting={form.isBusy}
        error={form.errors.prompt}
      >
        <ModelName />
        <DemoBadge />
      </PromptComposer>
      {form.isWithoutPrompt ? null : <Failure failure={form.failure} made={form.made} />}
      <Examples onChoose={takeExample} />
      <div className="grid gap-6 border-t pt-6 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
        <div className="flex flex-col items-start gap-5">
          <NameField form={form} />
          <RepositoryPlace
            value={form.github}
            onValueChange={form.setGitHub}
            derivedName={form.typedName.trim() || form.derivedName}
            onImport={form.setImportedName}
          />
          <WithoutPrompt form={form} />
        </div>
        {form.github?.repositoryId === undefined ? (
          <TemplateChoice templates={templates} value={form.template} onValueChange={form.setTemplate} />
        ) : null}
      </div>
    </div>
  );
};
