import { accessTokenSchema } from "#core/contracts/access-token.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { AccessTokenStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRow, readRows, unwrap } from "./rows.ts";
import { toText } from "./to-json.ts";

/** Every column but the hash, which people may not read. */
const columns = "id,owner_id,project_id,name,scope,hint,expires_at,revoked_at,last_used_at,created_at";

export const createAccessTokenStore = (client: Client): AccessTokenStore => ({
  create: async ({ ownerId, projectId, name, scope, hash, hint, expiresAt }) => {
    const row = await readRow(
      "create the access token",
      accessTokenSchema,
      client
        .from("access_tokens")
        .insert({
          owner_id: ownerId,
          project_id: projectId,
          name: toText(name),
          scope,
          hash,
          hint,
          expires_at: expiresAt?.toISOString() ?? null,
        })
        .select(columns),
    );
    if (row === null) throw new NotFoundError("access token");
    return row;
  },
  findByHash: (hash) =>
    readRow("find the access token", accessTokenSchema, client.rpc("use_access_token", { p_hash: hash })),
  list: (ownerId) =>
    readRows(
      "list access tokens",
      accessTokenSchema,
      client
        .from("access_tokens")
        .select(columns)
        .eq("owner_id", ownerId)
        .order("created_at", { ascending: false })
        .order("id")
        .limit(200),
    ),
  revoke: async (ownerId, id) => {
    await unwrap(
      "revoke the access token",
      client
        .from("access_tokens")
        .update({ revoked_at: new Date().toISOString() })
        .eq("owner_id", ownerId)
        .eq("id", id)
        .is("revoked_at", null),
    );
  },
});
