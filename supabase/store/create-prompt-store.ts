import { promptSchema } from "#core/contracts/prompt.ts";
import type { PromptStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRow, unwrap } from "./rows.ts";
import { oneOf } from "./one-of.ts";

export const createPromptStore = (client: Client): PromptStore => ({
  getActive: (name) =>
    readRow(
      "read the prompt",
      promptSchema,
      client
        .from("prompts")
        .select()
        .filter("name", "in", oneOf([name]))
        .eq("is_active", true)
        .limit(1),
    ),
  get: (name, version) =>
    readRow(
      "read the prompt",
      promptSchema,
      client
        .from("prompts")
        .select()
        .filter("name", "in", oneOf([name]))
        .eq("version", version)
        .limit(1),
    ),
  ensure: async ({ name, content, notes }) => {
    await unwrap(
      "keep the default prompt",
      client.rpc("ensure_prompt", { p_name: name, p_content: content, p_notes: notes }),
    );
  },
});
