import { createBrowserStore } from "./browser-store";
import { createSupabaseStore } from "./supabase-store";

/** What every record has, whatever it is about. Instants are ISO 8601 in UTC. */
export interface RecordBase {
  id: string;
  createdAt: string;
  updatedAt: string;
}

export type FieldValue = string | number | boolean | null | undefined;

/** What a person typed, before the store gives it an id and its instants. */
export type Draft<R extends RecordBase = RecordBase> = Omit<R, keyof RecordBase>;

/** A record whose fields are not known to the compiler. */
export type AnyRecord = RecordBase & Record<string, FieldValue>;

/** Where records live. Every adapter keeps the same promises; nothing above this interface knows which one runs. */
export interface Store {
  readonly kind: "browser" | "memory" | "supabase";
  list(collection: string): Promise<AnyRecord[]>;
  insert(collection: string, record: AnyRecord): Promise<AnyRecord>;
  update(collection: string, id: string, changes: Record<string, FieldValue>): Promise<AnyRecord>;
  remove(collection: string, id: string): Promise<void>;
  /** Tells of changes made elsewhere, such as in another tab. Answers the function that stops it. */
  subscribe(listener: (collection: string) => void): () => void;
  /** Replaces everything by these records. Only local stores can. */
  replaceAll?(records: Record<string, AnyRecord[]>): Promise<void>;
  signOut?(): Promise<void>;
}

const url = import.meta.env.VITE_SUPABASE_URL;
const publishableKey = import.meta.env.VITE_SUPABASE_PUBLISHABLE_KEY;

export const supabaseSettings = url && publishableKey ? { url, publishableKey } : null;

export const store: Store = supabaseSettings ? createSupabaseStore(supabaseSettings) : createBrowserStore();
