const KEY = "letscode.prompt-draft";

/** Storage can be switched off or full; a draft is a convenience, so it is then simply not kept. */
const attempt = <Value>(read: () => Value, otherwise: Value): Value => {
  try {
    return read();
  } catch {
    return otherwise;
  }
};

/** The prompt a visitor began, kept through sign-up and reloads. Empty when there is none. */
export const readPromptDraft = (): string => attempt(() => window.localStorage.getItem(KEY) ?? "", "");

/** Keeps the prompt for later; an empty one forgets it. */
export const keepPromptDraft = (prompt: string): void =>
  attempt(() => {
    if (prompt === "") window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, prompt);
  }, undefined);
