/** A text that is being written: read and written from anywhere, and drawn only where it is shown. */
export interface DraftText {
  read(): string;
  write(text: string): void;
  subscribe(listener: () => void): () => void;
}

/** Storage is slow enough to be felt while typing. */
const KEEP_MILLISECONDS = 300;

/** Makes a draft that is handed to `keep` a moment after it last changed. */
export const createDraft = (first: string, keep: (text: string) => void): DraftText => {
  let text = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  return {
    read: () => text,
    write: (next) => {
      if (next === text) return;
      text = next;
      clearTimeout(timer);
      // A prompt that was sent must not come back with a reload.
      if (next === "") keep("");
      else timer = setTimeout(() => keep(text), KEEP_MILLISECONDS);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
