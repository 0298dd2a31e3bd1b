import { useCallback, useMemo, useSyncExternalStore } from "react";
import { createRecord, readSnapshot, removeRecord, subscribeToRecords, updateRecord, type Snapshot } from "../data/record-cache";
import type { Draft, FieldValue, RecordBase } from "../data/store";
import type { Collection, Field } from "./collection";
import { readValue, titleOf } from "./format";

type Values = Record<string, FieldValue>;

/** The records of a collection, kept up to date, and what can be done with them. */
export function useRecords<R extends RecordBase>(collection: Collection<R>) {
  const { name } = collection;
  const { records, isLoading, error } = useSyncExternalStore(
    subscribeToRecords,
    useCallback(() => readSnapshot(name), [name]),
  );
  return useMemo(
    () => ({
      records: records as unknown as R[],
      isLoading,
      error,
      create: (draft: Draft<R>) => createRecord(name, draft as Values),
      update: (id: string, changes: Partial<Draft<R>>) => updateRecord(name, id, changes as Values),
      remove: (id: string) => removeRecord(name, id),
    }),
    [name, records, isLoading, error],
  );
}

export function useRecord<R extends RecordBase>(collection: Collection<R>, id: string | undefined) {
  const all = useRecords(collection);
  return { ...all, record: all.records.find((record) => record.id === id) };
}

const empty: Snapshot = { records: [], isLoading: false, error: null };

/** Answers the record a relation points to, with its title and address; null when there is none. */
export function useRelated(field: Field, record: RecordBase) {
  const target = field.target?.();
  const { records } = useSyncExternalStore(subscribeToRecords, () => (target ? readSnapshot(target.name) : empty));
  const related = records.find(({ id }) => id === readValue(record, field.name));
  if (!target || !related) return null;
  return { record: related, title: titleOf(target, related), path: `${target.path}/${related.id}` };
}
