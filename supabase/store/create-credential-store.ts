import { providerCredentialSchema, type CredentialStore } from "#core/ports/credential-store.ts";
import type { Client } from "./client.ts";
import { oneOf } from "./one-of.ts";
import { readRows, unwrap } from "./rows.ts";

/** One connection a provider; the column is there for the day there are several. */
const NAME = "default";

export const createCredentialStore = (client: Client): CredentialStore => ({
  list: () =>
    readRows(
      "read the providers' credentials",
      providerCredentialSchema,
      client.from("provider_credentials").select().eq("name", NAME).order("provider").limit(100),
    ),
  save: async ({ provider, baseUrl, sealed, hint, createdBy, updatedAt }) => {
    await unwrap(
      "keep the credential",
      client.from("provider_credentials").upsert(
        {
          provider,
          name: NAME,
          base_url: baseUrl,
          ciphertext: sealed?.ciphertext ?? null,
          data_key: sealed?.dataKey ?? null,
          key_id: sealed?.keyId ?? null,
          hint,
          created_by: createdBy,
          updated_at: updatedAt,
        },
        { onConflict: "provider,name" },
      ),
    );
  },
  remove: async (provider) => {
    await unwrap(
      "remove the credential",
      client
        .from("provider_credentials")
        .delete()
        .eq("name", NAME)
        .filter("provider", "in", oneOf([provider])),
    );
  },
});
