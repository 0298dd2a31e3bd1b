import { accessTokenSchema } from "#core/contracts/access-token.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { AccessTokenStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRow, readRows, toRow, unwrap } from "./rows.ts";

/** Every column but the hash, which people may not read. */
const columns = "id,owner_id,project_id,name,scope,hint,expires_at,revoked_at,last_used_at,created_at";

export const createAccessTokenStore = (client: Client): AccessTokenStore => ({
  create: async (token) => {
    const fields = toRow({ ...token, expiresAt: token.expiresAt?.toISOString() ?? null });
    const row = await readRow(
      "create the access token",
      accessTokenSchema,
      client.from("access_tokens").insert(fields).select(columns),
    );
    if (row === null) throw new NotFoundError("access token");
    return row;
  },
  findByHash: async (hash) => {
    const row = await readRow(
      "find the access token",
      accessTokenSchema,
      client.from("access_tokens").select(columns).eq("hash", hash).is("revoked_at", null).limit(1),
    );
    if (row === null || (row.expiresAt !== null && Date.parse(row.expiresAt) <= Date.now())) return null;
    await unwrap(
      "note the use of the token",
      client.from("access_tokens").update({ last_used_at: new Date().toISOString() }).eq("id", row.id),
    );
    return row;
  },
  list: (ownerId) =>
    readRows(
      "list access tokens",
      accessTokenSchema,
      client
        .from("access_tokens")
        .select(columns)
        .eq("owner_id", ownerId)
        .order("created_at", { ascending: false })
        .limit(200),
    ),
  revoke: async (ownerId, id) => {
    await unwrap(
      "revoke the token",
      client
        .from("access_tokens")
        .update({ revoked_at: new Date().toISOString() })
        .eq("owner_id", ownerId)
        .eq("id", id),
    );
  },
});
