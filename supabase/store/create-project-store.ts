import { projectSchema } from "#core/contracts/project.ts";
import { NameTakenError } from "#core/errors/name-taken-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { ProjectStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, numberPattern, toPage } from "./cursor.ts";
import { DatabaseError } from "./database-error.ts";
import { parseRow, readRow, readRows, toRow, unwrap } from "./rows.ts";

const UNIQUE_VIOLATION = "23505";

export const createProjectStore = (client: Client): ProjectStore => ({
  create: async (project) => {
    const { data, error, status } = await client.from("projects").insert(toRow(project)).select().single();
    if (error?.code === UNIQUE_VIOLATION) throw new NameTakenError(project.slug);
    if (error !== null) throw new DatabaseError("create the project", error, status);
    return parseRow(projectSchema, data);
  },
  get: (id) => readRow("read the project", projectSchema, client.from("projects").select().eq("id", id).limit(1)),
  find: (ownerHandle, slug) =>
    readRow(
      "find the project",
      projectSchema,
      client.from("projects").select().eq("owner_handle", ownerHandle).eq("slug", slug).limit(1),
    ),
  list: async ({ limit, cursor }) => {
    // People have tens of projects, so an offset is honest and cheap here.
    const offset = cursor === undefined ? 0 : Number(decodeCursor(cursor, numberPattern));
    const request = client
      .from("projects")
      .select()
      .order("created_at", { ascending: false })
      .order("id")
      .range(offset, offset + limit);
    return toPage(await readRows("list projects", projectSchema, request), limit, () => String(offset + limit));
  },
  update: async (id, patch) => {
    const row = await readRow(
      "change the project",
      projectSchema,
      client.from("projects").update(toRow(patch)).eq("id", id).select(),
    );
    if (row === null) throw new NotFoundError("project");
    return row;
  },
  remove: async (id) => {
    await unwrap("remove the project", client.from("projects").delete().eq("id", id));
  },
});
