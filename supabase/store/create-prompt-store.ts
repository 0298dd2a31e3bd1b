import { promptSchema, type Prompt } from "#core/contracts/prompt.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { PromptStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { oneOf } from "./one-of.ts";
import { readRow, readRows, unwrap } from "./rows.ts";
import { toText } from "./to-json.ts";

const required = (prompt: Prompt | null): Prompt => {
  if (prompt === null) throw new NotFoundError("prompt version");
  return prompt;
};

const select = (client: Client, name: string) =>
  client
    .from("prompts")
    .select()
    .filter("name", "in", oneOf([name]));

const addVersion = (
  client: Client,
  { name, content, notes, createdBy }: Parameters<PromptStore["add"]>[0],
): Promise<Prompt | null> =>
  readRow(
    "add the prompt version",
    promptSchema,
    client.rpc("add_prompt_version", {
      p_name: toText(name),
      p_content: toText(content),
      p_notes: toText(notes),
      p_created_by: createdBy,
    }),
  );

const activate = (client: Client, name: string, version: number): Promise<Prompt | null> =>
  readRow(
    "activate the prompt version",
    promptSchema,
    client.rpc("activate_prompt", { p_name: name, p_version: version }),
  );

export const createPromptStore = (client: Client): PromptStore => ({
  getActive: (name) => readRow("read the prompt", promptSchema, select(client, name).eq("is_active", true).limit(1)),
  get: (name, version) =>
    readRow("read the prompt", promptSchema, select(client, name).eq("version", version).limit(1)),
  list: (name) =>
    readRows(
      "list the prompt's versions",
      promptSchema,
      select(client, name).order("version", { ascending: false }).limit(500),
    ),
  add: async (prompt) => required(await addVersion(client, prompt)),
  activate: async (name, version) => required(await activate(client, name, version)),
  ensure: async ({ name, content, notes }) => {
    await unwrap(
      "keep the default prompt",
      client.rpc("ensure_prompt", { p_name: name, p_content: content, p_notes: notes }),
    );
  },
});
