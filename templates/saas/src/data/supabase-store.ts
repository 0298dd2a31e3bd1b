import type { SupabaseClient } from "@supabase/supabase-js";
import type { AnyRecord, FieldValue, Store } from "./store";

interface SupabaseSettings {
  url: string;
  publishableKey: string;
}

let connection: Promise<SupabaseClient> | null = null;

/** The Supabase client, fetched when it is first needed so that the browser store never pays for it. */
export function connectSupabase({ url, publishableKey }: SupabaseSettings): Promise<SupabaseClient> {
  connection ??= import("@supabase/supabase-js").then(({ createClient }) => createClient(url, publishableKey));
  return connection;
}

const toColumn = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const toName = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const toRow = (record: Record<string, FieldValue>) =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [toColumn(name), value]),
  );

const toRecord = (row: Record<string, FieldValue>) =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [toName(column), value])) as AnyRecord;

/** Keeps records in Supabase tables. Row level security there shows each person only their own. */
export function createSupabaseStore(settings: SupabaseSettings): Store {
  const client = () => connectSupabase(settings);

  return {
    kind: "supabase",

    async list(collection) {
      const { data, error } = await (await client()).from(toColumn(collection)).select("*").order("created_at");
      if (error) throw new Error(`Supabase could not list ${collection}: ${error.message}`);
      return data.map(toRecord);
    },

    async insert(collection, record) {
      const { data, error } = await (await client()).from(toColumn(collection)).insert([toRow(record)]).select().single();
      if (error) throw new Error(`Supabase could not save this record: ${error.message}`);
      return toRecord(data);
    },

    async update(collection, id, changes) {
      const table = (await client()).from(toColumn(collection));
      const { data, error } = await table.update(toRow(changes)).eq("id", id).select().single();
      if (error) throw new Error(`Supabase could not save this record: ${error.message}`);
      return toRecord(data);
    },

    async remove(collection, id) {
      const { error } = await (await client()).from(toColumn(collection)).delete().eq("id", id);
      if (error) throw new Error(`Supabase could not delete this record: ${error.message}`);
    },

    subscribe(listener) {
      let isStopped = false;
      let stop = () => {};
      void client().then((supabase) => {
        if (isStopped) return;
        const channel = supabase
          .channel("records")
          .on("postgres_changes", { event: "*", schema: "public" }, ({ table }) => listener(toName(table)))
          .subscribe();
        stop = () => void supabase.removeChannel(channel);
      });
      return () => {
        isStopped = true;
        stop();
      };
    },

    async signOut() {
      await (await client()).auth.signOut();
    },
  };
}
