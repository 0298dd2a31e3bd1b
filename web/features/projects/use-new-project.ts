"use client";

import { useRouter } from "next/navigation";
import { useState, useSyncExternalStore, useTransition } from "react";
import { createProjectSchema, promptTextSchema, type ProjectAnswer } from "#core/contracts/index.ts";
import { usePublicConfig } from "#web/hooks/use-app.tsx";
import { deriveProjectName } from "#web/lib/projects/derive-project-name.ts";
import { keepPromptDraft, readPromptDraft } from "#web/lib/storage/prompt-draft.ts";
import { type GitHubPlaceInput, startProject, type NewProject } from "./start-project.ts";

const UNNAMED = "New project";

const complain = (schema: typeof promptTextSchema, text: string): string | undefined => {
  const parsed = schema.safeParse(text);
  const message = parsed.success ? undefined : parsed.error.issues[0]?.message;
  return message === undefined ? undefined : `${message[0]?.toUpperCase() ?? ""}${message.slice(1)}.`;
};

const neverChanges = () => () => {};

/** A prompt that survives a reload and the way through sign-up. */
const useDraftedPrompt = (): [string, (prompt: string) => void] => {
  const [typed, setTyped] = useState<string>();
  const drafted = useSyncExternalStore(neverChanges, readPromptDraft, () => "");
  const change = (next: string) => {
    setTyped(next);
    keepPromptDraft(next);
  };
  return [typed ?? drafted, change];
};

interface Starting {
  failure: unknown;
  isBusy: boolean;
  /** The project that was made, when handing over the prompt failed afterwards. */
  made: ProjectAnswer | null;
  start: (project: Omit<NewProject, "idempotencyKey" | "existing">) => Promise<void>;
}

/** Makes the project once, hands over the prompt once, and goes to the workspace. */
const useStarting = (): Starting => {
  const router = useRouter();
  const [isLeaving, startTransition] = useTransition();
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [made, setMade] = useState<ProjectAnswer | null>(null);
  const [idempotencyKey] = useState(() => globalThis.crypto.randomUUID());
  const start: Starting["start"] = async (project) => {
    setStarting(true);
    setFailure(undefined);
    try {
      const { id } = await startProject({ ...project, idempotencyKey, existing: made }, setMade);
      keepPromptDraft("");
      startTransition(() => router.push(`/projects/${id}`));
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setStarting(false);
    }
  };
  return { failure, isBusy: isStarting || isLeaving, made, start };
};

interface Complaints {
  prompt?: string | undefined;
  name?: string | undefined;
}

/** The state of starting a project: prompt, name (derived until it is typed), template, and the way into the workspace. */
export const useNewProject = () => {
  const { templates } = usePublicConfig();
  const [prompt, setPrompt] = useDraftedPrompt();
  const [typedName, setName] = useState("");
  const [template, setTemplate] = useState(templates[0]?.name ?? "");
  const [github, setGitHub] = useState<GitHubPlaceInput | null>(null);
  const [errors, setErrors] = useState<Complaints>({});
  const [isWithoutPrompt, setWithoutPrompt] = useState(false);
  const { failure, isBusy, made, start } = useStarting();
  const [importedName, setImportedName] = useState<string | null>(null);
  const derivedName = importedName ?? deriveProjectName(prompt);

  const submit = (isEmpty: boolean) => {
    const name = typedName.trim() || derivedName || UNNAMED;
    const found: Complaints = {
      prompt: isEmpty ? undefined : complain(promptTextSchema, prompt),
      name: complain(createProjectSchema.shape.name, name),
    };
    setErrors(found);
    setWithoutPrompt(isEmpty);
    if (isBusy || found.prompt !== undefined || found.name !== undefined) return;
    const isNameDerived = typedName.trim() === "";
    void start({ name, isNameDerived, template, github, prompt: isEmpty ? "" : prompt.trim() });
  };
  const changePrompt = (next: string) => {
    setPrompt(next);
    setErrors({ ...errors, prompt: undefined });
  };
  return {
    prompt,
    setPrompt: changePrompt,
    typedName,
    derivedName: derivedName || UNNAMED,
    setName,
    setImportedName,
    isImported: importedName !== null,
    template,
    setTemplate,
    github,
    setGitHub,
    errors,
    failure,
    /** Which button was pressed last: what went wrong is said beside it. */
    isWithoutPrompt,
    isBusy,
    made,
    submit,
  };
};
