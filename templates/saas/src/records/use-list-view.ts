import { useMemo, useState } from "react";
import type { RecordBase } from "../data/store";
import type { Collection, Field } from "./collection";
import { formatValue, readValue } from "./format";
import { useRelatedTitles } from "./use-titles";

export interface Sort {
  field: string;
  isDescending: boolean;
}

export interface ListView<R extends RecordBase> {
  collection: Collection<R>;
  /** What is left after searching and filtering, in order. */
  records: R[];
  total: number;
  isFiltered: boolean;
  query: string;
  setQuery(query: string): void;
  filters: Record<string, string>;
  setFilter(field: string, value: string): void;
  sort: Sort;
  toggleSort(field: string): void;
}

const compare = (one: unknown, other: unknown) => {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true, sensitivity: "base" });
};

const isBlank = (value: unknown) => value === null || value === undefined || value === "";

/** What a field is sorted and searched by: the words a person sees for relations, the raw value for the rest. */
function comparable(field: Field | undefined, record: RecordBase, titles: Record<string, string>) {
  if (!field) return null;
  const value = readValue(record, field.name);
  return field.type === "relation" ? titles[String(value)] : value;
}

interface ListOptions {
  sortBy: string;
  isDescending?: boolean;
}

/** Search, filters and order of a list. Blank values always come last. */
export function useListView<R extends RecordBase>(collection: Collection<R>, records: R[], options: ListOptions): ListView<R> {
  const titles = useRelatedTitles(collection);
  const [query, setQuery] = useState("");
  const [filters, setFilters] = useState<Record<string, string>>({});
  const [sort, setSort] = useState<Sort>({ field: options.sortBy, isDescending: options.isDescending ?? false });

  const shown = useMemo(() => {
    const fields: Field[] = collection.fields;
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const textOf = (record: R) =>
      fields
        .map((field) => titles[String(readValue(record, field.name))] ?? formatValue(field, readValue(record, field.name)))
        .join(" ")
        .toLowerCase();
    const sortField = fields.find(({ name }) => name === sort.field);
    return records
      .filter((record) =>
        Object.entries(filters).every(([name, value]) => value === "" || String(readValue(record, name)) === value),
      )
      .filter((record) => words.length === 0 || words.every((word) => textOf(record).includes(word)))
      .sort((one, other) => {
        const left = comparable(sortField, one, titles);
        const right = comparable(sortField, other, titles);
        if (isBlank(left) || isBlank(right)) return Number(isBlank(left)) - Number(isBlank(right));
        return sort.isDescending ? compare(right, left) : compare(left, right);
      });
  }, [collection, records, query, filters, sort, titles]);

  return {
    collection,
    records: shown,
    total: records.length,
    isFiltered: query !== "" || Object.values(filters).some((value) => value !== ""),
    query,
    setQuery,
    filters,
    setFilter: (field, value) => setFilters({ ...filters, [field]: value }),
    sort,
    toggleSort: (field) => setSort({ field, isDescending: sort.field === field && !sort.isDescending }),
  };
}
