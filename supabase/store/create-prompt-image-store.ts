import { z } from "zod";
import { promptImageSchema } from "#core/contracts/prompt-image.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { PromptImageStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRow, readRows } from "./rows.ts";
import { toText } from "./to-json.ts";

const withDataSchema = promptImageSchema.extend({ data: z.string() });

const COLUMNS = "id, project_id, name, media_type, bytes, created_at";

export const createPromptImageStore = (client: Client): PromptImageStore => ({
  save: async ({ projectId, createdBy, name, mediaType, bytes, data }) => {
    const row = {
      project_id: projectId,
      created_by: createdBy,
      name: toText(name),
      media_type: mediaType,
      bytes,
      data,
    };
    const request = client.from("prompt_images").insert(row).select(COLUMNS);
    const saved = await readRow("keep the image", promptImageSchema, request);
    if (saved === null) throw new NotFoundError("image");
    return saved;
  },
  get: (id) => readRow("read the image", withDataSchema, client.from("prompt_images").select().eq("id", id).limit(1)),
  list: (projectId) =>
    readRows(
      "list the images",
      promptImageSchema,
      client.from("prompt_images").select(COLUMNS).eq("project_id", projectId).order("created_at").order("id"),
    ),
});
