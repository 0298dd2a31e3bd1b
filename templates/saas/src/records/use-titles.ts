import { useMemo } from "react";
import type { RecordBase } from "../data/store";
import type { Collection } from "./collection";
import { titleOf } from "./format";
import { useRecords } from "./use-records";

/** Titles of all records of a collection by id, for showing, searching and sorting relations. */
export function useTitles<R extends RecordBase>(collection: Collection<R>): Record<string, string> {
  const { records } = useRecords(collection);
  return useMemo(() => Object.fromEntries(records.map((record) => [record.id, titleOf(collection, record)])), [collection, records]);
}
