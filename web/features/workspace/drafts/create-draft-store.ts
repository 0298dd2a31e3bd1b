import { draftsSchema, type Drafts } from "./draft.ts";

export interface DraftStore {
  read(): Drafts;
  change(edit: (drafts: Drafts) => Drafts): void;
  subscribe(listener: () => void): () => void;
}

const none: Drafts = {};

const load = (storage: Storage, key: string): Drafts => {
  try {
    const parsed = draftsSchema.safeParse(JSON.parse(storage.getItem(key) ?? "{}"));
    return parsed.success ? parsed.data : none;
  } catch {
    return none;
  }
};

/**
 * Edits of one branch, kept in the browser's storage so that a reload, a crash or a closed tab loses none. A full or
 * forbidden storage is not an error: the edits then live as long as the page.
 */
export const createDraftStore = (storage: Storage, key: string): DraftStore => {
  let drafts = load(storage, key);
  const listeners = new Set<() => void>();
  const save = (): void => {
    try {
      if (Object.keys(drafts).length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(drafts));
    } catch {
      // See above.
    }
  };
  return {
    read: () => drafts,
    change: (edit) => {
      const next = edit(drafts);
      if (next === drafts) return;
      drafts = next;
      save();
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
