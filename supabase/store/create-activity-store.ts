import { activitySchema } from "#core/contracts/activity.ts";
import type { ActivityStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, numberPattern, toPage } from "./cursor.ts";
import { readRows, toRow, unwrap } from "./rows.ts";

export const createActivityStore = (client: Client): ActivityStore => ({
  append: async (entry) => {
    await unwrap("write the activity log", client.from("activity_log").insert(toRow(entry)));
  },
  list: async (projectId, { limit, cursor, afterSeq }) => {
    const all = client.from("activity_log").select().eq("project_id", projectId);
    if (afterSeq !== undefined) {
      const start = cursor === undefined ? afterSeq : Number(decodeCursor(cursor, numberPattern));
      return toPage(
        await readRows(
          "read the activity log",
          activitySchema,
          all
            .gt("seq", start)
            .order("seq")
            .limit(limit + 1),
        ),
        limit,
        ({ seq }) => String(seq),
      );
    }
    const from = cursor === undefined ? all : all.lt("seq", Number(decodeCursor(cursor, numberPattern)));
    const rows = await readRows(
      "read the activity log",
      activitySchema,
      from.order("seq", { ascending: false }).limit(limit + 1),
    );
    return toPage(rows, limit, ({ seq }) => String(seq));
  },
});
