import { activitySchema } from "#core/contracts/activity.ts";
import type { ActivityStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, toPage } from "./cursor.ts";
import { readRawRows, toRow, unwrap } from "./rows.ts";

export const createActivityStore = (client: Client): ActivityStore => ({
  append: async (entry) => {
    await unwrap("write the activity log", client.rpc("append_activity", { p_entry: toRow(entry) }));
  },
  list: async (projectId, { limit, cursor, afterSeq }) => {
    const all = client.from("activity_log").select().eq("project_id", projectId);
    const place = cursor === undefined ? undefined : decodeCursor(cursor);
    const request =
      afterSeq === undefined
        ? (place === undefined ? all : all.lt("seq", place)).order("seq", { ascending: false })
        : all.gt("seq", place ?? afterSeq).order("seq");
    const rows = await readRawRows("read the activity log", request.limit(limit + 1));
    return toPage(activitySchema, rows, limit, "seq");
  },
});
