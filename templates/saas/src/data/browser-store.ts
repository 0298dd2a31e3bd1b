import { samples } from "../model/samples";
import type { AnyRecord, Store } from "./store";

const prefix = "records:";

/** Local storage, or a stand-in for browsers that block it, as some do inside a frame. */
function openStorage(): { storage: Pick<Storage, "getItem" | "setItem">; isPersistent: boolean } {
  try {
    localStorage.setItem("records-probe", "1");
    localStorage.removeItem("records-probe");
    return { storage: localStorage, isPersistent: true };
  } catch {
    const values = new Map<string, string>();
    return {
      storage: { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value) },
      isPersistent: false,
    };
  }
}

/** Keeps records in this browser. A collection that was never written starts with the sample data. */
export function createBrowserStore(): Store {
  const { storage, isPersistent } = openStorage();

  const read = (collection: string): AnyRecord[] => {
    const text = storage.getItem(prefix + collection);
    if (text === null) return samples()[collection] ?? [];
    try {
      const records: unknown = JSON.parse(text);
      return Array.isArray(records) ? records : [];
    } catch {
      return [];
    }
  };

  const write = (collection: string, records: AnyRecord[]) => {
    try {
      storage.setItem(prefix + collection, JSON.stringify(records));
    } catch (error) {
      throw new Error("This browser's storage is full. Delete some records, then try again.", { cause: error });
    }
  };

  return {
    kind: isPersistent ? "browser" : "memory",

    async list(collection) {
      return read(collection);
    },

    async insert(collection, record) {
      write(collection, [...read(collection), record]);
      return record;
    },

    async update(collection, id, changes) {
      const records = read(collection);
      const found = records.find((record) => record.id === id);
      if (!found) throw new Error("This record was deleted in the meantime.");
      const changed = { ...found, ...changes } as AnyRecord;
      write(
        collection,
        records.map((record) => (record.id === id ? changed : record)),
      );
      return changed;
    },

    async remove(collection, id) {
      write(
        collection,
        read(collection).filter((record) => record.id !== id),
      );
    },

    subscribe(listener) {
      const onStorage = (event: StorageEvent) => {
        if (event.key?.startsWith(prefix)) listener(event.key.slice(prefix.length));
      };
      window.addEventListener("storage", onStorage);
      return () => window.removeEventListener("storage", onStorage);
    },

    async replaceAll(records) {
      for (const [collection, list] of Object.entries(records)) write(collection, list);
    },
  };
}
