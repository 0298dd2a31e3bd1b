import { useCallback, useRef } from "react";
import { promptTextSchema, type Run } from "#core/contracts/index.ts";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { useDraft, useView } from "../view/view-context.tsx";
import { useWorkspace } from "../workspace-context.tsx";
import type { ModelChoice } from "./use-model-choice.ts";

export const MAXIMUM_PROMPT = 20_000;

interface Sent {
  prompt: string;
  branch: string | null;
  images: string;
  choice: ModelChoice;
  key: string;
}

/** Why a prompt cannot be sent now; null when it can. */
export const findObstacle = (text: string, isOffline: boolean): string | null => {
  if (isOffline) return "You are offline. The prompt is kept here until you are back.";
  if (text.trim() === "") return "Say what the AI should build.";
  const checked = promptTextSchema.safeParse(text);
  return checked.success ? null : `${checked.error.issues[0]?.message ?? "This prompt cannot be sent"}.`;
};

export interface PromptModel {
  text: string;
  setText: (text: string) => void;
  /** Null when the prompt can be sent. */
  obstacle: string | null;
  isSending: boolean;
  error: unknown;
  /** Starts a run on a branch, or on one of its own. Answers null when it could not. */
  send: (branch: string | null, images: readonly string[]) => Promise<Run | null>;
}

/**
 * The prompt being written. It survives a reload, and it is sent once: a second press, or a second try after an answer
 * that got lost, carries the same key as long as prompt, branch, images and model are the same (A12).
 */
export const usePrompt = (choice: ModelChoice): PromptModel => {
  const { remember } = useView();
  const [text, setDraft] = useDraft();
  const { startRun } = useControls();
  const isOffline = useWorkspace((state) => state.connection === "offline");
  const { run, isWorking, error, clear } = useAction(startRun);
  const sent = useRef<Sent | null>(null);

  const setText = useCallback(
    (next: string) => {
      clear();
      setDraft(next);
    },
    [clear, setDraft],
  );

  const send = useCallback(
    async (branch: string | null, ids: readonly string[]) => {
      const prompt = text.trim();
      const images = ids.join(" ");
      const last = sent.current;
      const isSame = last?.prompt === prompt && last.branch === branch && last.images === images;
      const { key: idempotencyKey } = isSame && last.choice === choice ? last : { key: crypto.randomUUID() };
      sent.current = { prompt, branch, images, choice, key: idempotencyKey };
      const started = await run({
        prompt,
        idempotencyKey,
        ...choice,
        ...(branch === null ? {} : { branch }),
        ...(ids.length === 0 ? {} : { images: [...ids] }),
      });
      if (started === null) return null;
      sent.current = null;
      setDraft("");
      remember({ branch: started.branch });
      return started;
    },
    [text, choice, run, remember, setDraft],
  );

  return { text, setText, obstacle: findObstacle(text, isOffline), isSending: isWorking, error, send };
};
