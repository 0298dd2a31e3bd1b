import { z } from "zod";
import type { SettingsStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { oneOf } from "./one-of.ts";
import { readRawRows, unwrap } from "./rows.ts";
import { toJson } from "./to-json.ts";

const settingSchema = z.object({ key: z.string(), value: z.unknown() });

export const createSettingsStore = (client: Client): SettingsStore => ({
  read: async (keys) => {
    const request = client.from("admin_settings").select("key,value").filter("key", "in", oneOf(keys));
    const rows = await readRawRows("read the settings", request);
    return Object.fromEntries(
      rows.map((row) => {
        const { key, value } = settingSchema.parse(row);
        return [key, value];
      }),
    );
  },
  write: async (key, value, updatedBy) => {
    const request =
      value === null
        ? client
            .from("admin_settings")
            .delete()
            .filter("key", "in", oneOf([key]))
        : client
            .from("admin_settings")
            .upsert(
              { key, value: toJson(value), updated_by: updatedBy, updated_at: new Date().toISOString() },
              { onConflict: "key" },
            );
    await unwrap("keep the setting", request);
  },
});
