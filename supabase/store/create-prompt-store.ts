import { promptSchema } from "#core/contracts/prompt.ts";
import type { PromptStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRow, toRow, unwrap } from "./rows.ts";

export const createPromptStore = (client: Client): PromptStore => ({
  getActive: (name) =>
    readRow(
      "read the prompt",
      promptSchema,
      client.from("prompts").select().eq("name", name).eq("is_active", true).limit(1),
    ),
  get: (name, version) =>
    readRow(
      "read the prompt",
      promptSchema,
      client.from("prompts").select().eq("name", name).eq("version", version).limit(1),
    ),
  ensure: async (prompt) => {
    const { data } = await client.from("prompts").select("id").eq("name", prompt.name).limit(1);
    if (data !== null && data.length > 0) return;
    const row = toRow({ ...prompt, version: 1, isActive: true });
    await unwrap(
      "keep the default prompt",
      client.from("prompts").upsert(row, { onConflict: "name,version", ignoreDuplicates: true }),
    );
  },
});
