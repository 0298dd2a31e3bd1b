import { z } from "zod";
import { statusEndpointSchema, statusMessageSchema } from "#core/contracts/status-endpoint.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { SealedSecret } from "#core/ports/secret-box.ts";
import type { StatusEndpointStore } from "#core/ports/status-endpoint-store.ts";
import type { Client } from "./client.ts";
import type { Database } from "./database.types.generated.ts";
import { decodeCursor, toPage } from "./cursor.ts";
import { readRawRows, readRow, readRows, unwrap } from "./rows.ts";
import { toJson, toText } from "./to-json.ts";

/** Every column but the secrets. */
const columns =
  "id, project_id, url, is_enabled, disabled_reason, previous_expires_at, rotated_at, created_at" as const;

const sealedSchema: z.ZodType<SealedSecret> = z.object({
  ciphertext: z.string(),
  dataKey: z.string(),
  keyId: z.string(),
});
const secretsSchema = z.object({
  secret: sealedSchema,
  previous_secret: sealedSchema.nullable(),
  previous_expires_at: z.string().nullable(),
});

const requireRow = <Row>(row: Row | null, what: string): Row => {
  if (row === null) throw new NotFoundError(what);
  return row;
};

type Writes = Pick<StatusEndpointStore, "create" | "update" | "rotate" | "remove">;

type EndpointUpdate = Database["public"]["Tables"]["status_endpoints"]["Update"];

const createWrites = (client: Client): Writes => {
  const change = async (id: string, operation: string, patch: EndpointUpdate) =>
    requireRow(
      await readRow(
        operation,
        statusEndpointSchema,
        client.from("status_endpoints").update(patch).eq("id", id).select(columns),
      ),
      "endpoint",
    );
  return {
    create: async ({ id, projectId, url, secret }) =>
      requireRow(
        await readRow(
          "add the endpoint",
          statusEndpointSchema,
          client
            .from("status_endpoints")
            .insert({ id, project_id: projectId, url: toText(url), secret: toJson(secret) })
            .select(columns),
        ),
        "endpoint",
      ),
    update: (id, { url, isEnabled, disabledReason }) =>
      change(id, "change the endpoint", {
        ...(url === undefined ? {} : { url: toText(url) }),
        ...(isEnabled === undefined ? {} : { is_enabled: isEnabled }),
        ...(disabledReason === undefined ? {} : { disabled_reason: disabledReason }),
      }),
    rotate: (id, { secret, previous, previousExpiresAt }) =>
      change(id, "rotate the endpoint's secret", {
        secret: toJson(secret),
        previous_secret: toJson(previous),
        previous_expires_at: previousExpiresAt,
        rotated_at: new Date().toISOString(),
      }),
    remove: async (id) => {
      await unwrap("remove the endpoint", client.from("status_endpoints").delete().eq("id", id));
    },
  };
};

type Reads = Pick<StatusEndpointStore, "get" | "list" | "getSecrets">;

const createReads = (client: Client): Reads => ({
  get: (id) =>
    readRow(
      "read the endpoint",
      statusEndpointSchema,
      client.from("status_endpoints").select(columns).eq("id", id).limit(1),
    ),
  list: (projectId) =>
    readRows(
      "list endpoints",
      statusEndpointSchema,
      client.from("status_endpoints").select(columns).eq("project_id", projectId).order("created_at").order("id"),
    ),
  getSecrets: async (id) => {
    const request = client
      .from("status_endpoints")
      .select("secret, previous_secret, previous_expires_at")
      .eq("id", id)
      .limit(1);
    const [row] = await readRawRows("read the endpoint's secrets", request);
    if (row === undefined) return null;
    const { secret, previous_secret: previous, previous_expires_at: expiresAt } = secretsSchema.parse(row);
    return { secret, previous: previous === null || expiresAt === null ? null : { secret: previous, expiresAt } };
  },
});

type Messages = Omit<StatusEndpointStore, keyof Writes | keyof Reads>;

const createMessages = (client: Client): Messages => ({
  addMessage: async (message) =>
    requireRow(
      await readRow(
        "add the message",
        statusMessageSchema,
        client
          .from("status_messages")
          .insert({
            project_id: message.projectId,
            endpoint_id: message.endpointId,
            event: message.event,
            payload: toJson(message.payload),
          })
          .select(),
      ),
      "message",
    ),
  getMessage: (id) =>
    readRow("read the message", statusMessageSchema, client.from("status_messages").select().eq("id", id).limit(1)),
  listMessages: async (projectId, { limit, cursor, endpointId }) => {
    let request = client.from("status_messages").select().eq("project_id", projectId);
    if (endpointId !== undefined) request = request.eq("endpoint_id", endpointId);
    if (cursor !== undefined) request = request.lt("ordinal", decodeCursor(cursor));
    const rows = await readRawRows("list messages", request.order("ordinal", { ascending: false }).limit(limit + 1));
    return toPage(statusMessageSchema, rows, limit, "ordinal");
  },
  recordTry: (messageId, { entry, isDelivered, waitSeconds }) =>
    readRow(
      "record the try",
      statusMessageSchema,
      client.rpc("record_status_try", {
        p_message_id: messageId,
        p_try: toJson(entry),
        p_is_delivered: isDelivered,
        ...(waitSeconds === null ? {} : { p_wait_seconds: waitSeconds }),
      }),
    ),
  resend: async (messageId) =>
    requireRow(
      await readRow(
        "send the message again",
        statusMessageSchema,
        client.rpc("resend_status_message", { p_message_id: messageId }),
      ),
      "message",
    ),
  removeMessagesBefore: async (instant) => {
    await unwrap(
      "forget old messages",
      client.from("status_messages").delete().neq("state", "pending").lt("created_at", instant.toISOString()),
    );
  },
});

export const createStatusEndpointStore = (client: Client): StatusEndpointStore => ({
  ...createReads(client),
  ...createWrites(client),
  ...createMessages(client),
});
