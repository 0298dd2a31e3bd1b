import { samples } from "../model/samples";
import { store, type AnyRecord, type FieldValue } from "./store";

export interface Snapshot {
  records: AnyRecord[];
  isLoading: boolean;
  error: string | null;
}

const loading: Snapshot = { records: [], isLoading: true, error: null };
const snapshots = new Map<string, Snapshot>();
const listeners = new Set<() => void>();
let version = 0;

/** A number that grows with every change of any collection. */
export const readVersion = () => version;

function publish(collection: string, snapshot: Snapshot) {
  snapshots.set(collection, snapshot);
  version += 1;
  for (const listener of listeners) listener();
}

const describe = (error: unknown) => (error instanceof Error ? error.message : "The records could not be read.");

async function load(collection: string) {
  try {
    publish(collection, { records: await store.list(collection), isLoading: false, error: null });
  } catch (error) {
    publish(collection, { records: [], isLoading: false, error: describe(error) });
  }
}

/** The records of a collection as they are now. The first call starts loading them. */
export function readSnapshot(collection: string): Snapshot {
  const snapshot = snapshots.get(collection);
  if (snapshot) return snapshot;
  snapshots.set(collection, loading);
  void load(collection);
  return loading;
}

let stopStore: (() => void) | null = null;

export function subscribeToRecords(listener: () => void) {
  listeners.add(listener);
  stopStore ??= store.subscribe((collection) => void load(collection));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      stopStore?.();
      stopStore = null;
    }
  };
}

const change = (collection: string, apply: (records: AnyRecord[]) => AnyRecord[]) =>
  publish(collection, { records: apply(readSnapshot(collection).records), isLoading: false, error: null });

/** A random id. Pages on plain http, other than localhost, have no `randomUUID`. */
function createId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export async function createRecord(collection: string, draft: Record<string, FieldValue>) {
  const now = new Date().toISOString();
  const record = await store.insert(collection, { ...draft, id: createId(), createdAt: now, updatedAt: now });
  change(collection, (records) => [...records, record]);
  return record;
}

export async function updateRecord(collection: string, id: string, changes: Record<string, FieldValue>) {
  const record = await store.update(collection, id, { ...changes, updatedAt: new Date().toISOString() });
  change(collection, (records) => records.map((other) => (other.id === id ? record : other)));
  return record;
}

export async function removeRecord(collection: string, id: string) {
  await store.remove(collection, id);
  change(collection, (records) => records.filter((record) => record.id !== id));
}

/** False in an app that comes without sample data. */
export const hasSamples = () => Object.values(samples()).some((records) => records.length > 0);

/** Starts afresh, with the sample data or with nothing. */
export async function resetRecords(withSamples: boolean) {
  const fresh = Object.fromEntries(
    Object.entries(samples()).map(([collection, records]) => [collection, withSamples ? records : []]),
  );
  await store.replaceAll?.(fresh);
  for (const collection of snapshots.keys()) await load(collection);
}
