import { useState } from "react";
import { usePublicConfig } from "#web/hooks/use-app.tsx";
import { useWorkspace } from "../workspace-context.tsx";

/** What the next run is to use; what is left out follows from the project. */
export interface ModelChoice {
  model?: string;
  promptVersion?: number;
  /** What takes over when its provider keeps failing; null stops the run instead. */
  fallbackModel?: string | null;
}

export interface ModelChoiceState {
  choice: ModelChoice;
  setChoice: (choice: ModelChoice) => void;
  /** `provider/model` the project takes when nothing is chosen. */
  usual: string;
  usualVersion: number | null;
}

/** Model and prompt version of the next prompts, as long as the workspace is open. */
export const useModelChoice = (): ModelChoiceState => {
  const [choice, setChoice] = useState<ModelChoice>({});
  const preferred = useWorkspace((state) => state.project?.model ?? null);
  const usualVersion = useWorkspace((state) => state.project?.promptVersion ?? null);
  const { provider, model } = usePublicConfig();
  return { choice, setChoice, usual: preferred ?? `${provider}/${model}`, usualVersion };
};
