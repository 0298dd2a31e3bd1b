import { useMemo, useSyncExternalStore } from "react";
import { readSnapshot, readVersion, subscribeToRecords } from "../data/record-cache";
import type { RecordBase } from "../data/store";
import type { Collection, Field } from "./collection";
import { titleOf } from "./format";
import { useRecords } from "./use-records";

type Titles = Record<string, string>;

/** Titles of all records of a collection, by id. */
export function useTitles<R extends RecordBase>(collection: Collection<R>): Titles {
  const { records } = useRecords(collection);
  return useMemo(
    () => Object.fromEntries(records.map((record) => [record.id, titleOf(collection, record)])),
    [collection, records],
  );
}

/** Titles of everything the relations of a collection point to, by id. */
export function useRelatedTitles<R extends RecordBase>(collection: Collection<R>): Titles {
  const version = useSyncExternalStore(subscribeToRecords, readVersion);
  return useMemo(() => {
    const fields: Field[] = collection.fields;
    const targets = fields.flatMap(({ target }) => target?.() ?? []);
    return Object.fromEntries(
      targets.flatMap((target) =>
        readSnapshot(target.name).records.map((record) => [record.id, titleOf(target, record)]),
      ),
    );
    // The titles change with the version, which stands for every collection.
  }, [collection, version]);
}
