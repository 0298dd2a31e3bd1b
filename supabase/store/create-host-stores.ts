import { z } from "zod";
import { connectionFindingSchema } from "#core/contracts/host-connection.ts";
import { idSchema, instantSchema } from "#core/contracts/id.ts";
import type { HostConnectionStore } from "#core/ports/host-connections.ts";
import type { HostProjectStore } from "#core/ports/host-projects.ts";
import type { Client } from "./client.ts";
import { readRow, unwrap } from "./rows.ts";
import { toJson, toText } from "./to-json.ts";

const sealedSchema = z.object({ ciphertext: z.string(), dataKey: z.string(), keyId: z.string() });
const connectionSchema = z.object({
  host: z.string(),
  scopeId: z.string().nullable(),
  token: sealedSchema,
  webhookSecret: sealedSchema.nullable(),
  findings: z.array(connectionFindingSchema),
  checkedAt: instantSchema.nullable(),
});
const hostProjectSchema = z.object({ projectId: idSchema, externalId: z.string() });

export const createHostConnectionStore = (client: Client): HostConnectionStore => ({
  get: (host) =>
    readRow(
      "read the connection",
      connectionSchema,
      client.from("host_connections").select().eq("host", host).limit(1),
    ),
  save: async ({ host, scopeId, token, webhookSecret, findings, checkedAt, updatedBy }) => {
    const row = {
      host,
      scope_id: scopeId === null ? null : toText(scopeId),
      token: toJson(token),
      webhook_secret: toJson(webhookSecret),
      findings: toJson(findings),
      checked_at: checkedAt,
      updated_by: updatedBy,
      updated_at: new Date().toISOString(),
    };
    await unwrap("keep the connection", client.from("host_connections").upsert(row));
  },
  saveFindings: async (host, findings, checkedAt) => {
    const change = { findings: toJson(findings), checked_at: checkedAt };
    await unwrap("keep the check", client.from("host_connections").update(change).eq("host", host));
  },
  remove: async (host) => {
    await unwrap("remove the connection", client.from("host_connections").delete().eq("host", host));
  },
});

export const createHostProjectStore = (client: Client): HostProjectStore => ({
  get: async (projectId, host) => {
    const all = client.from("host_projects").select().eq("project_id", projectId).eq("host", host);
    return (await readRow("find the host's project", hostProjectSchema, all.limit(1)))?.externalId ?? null;
  },
  save: async (projectId, host, externalId) => {
    const row = { project_id: projectId, host, external_id: externalId };
    await unwrap("keep the host's project", client.from("host_projects").upsert(row));
  },
  find: async (host, externalId) => {
    const all = client.from("host_projects").select().eq("host", host).eq("external_id", externalId);
    return (await readRow("find the project of a host", hostProjectSchema, all.limit(1)))?.projectId ?? null;
  },
});
