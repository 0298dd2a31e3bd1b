import { profileSchema } from "#core/contracts/profile.ts";
import type { ProfileStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRow } from "./rows.ts";

export const createProfileStore = (client: Client): ProfileStore => ({
  get: (id) => readRow("read the profile", profileSchema, client.from("profiles").select().eq("id", id).limit(1)),
});
