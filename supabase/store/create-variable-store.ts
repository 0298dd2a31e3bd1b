import { z } from "zod";
import { environmentVariableSchema } from "#core/contracts/environment-variable.ts";
import { parseRow } from "#core/contracts/parse-row.ts";
import type { VariableStore } from "#core/ports/variable-store.ts";
import type { Client } from "./client.ts";
import { readRawRows, readRows, unwrap } from "./rows.ts";

const sealedRowSchema = z.object({
  name: z.string(),
  ciphertext: z.string(),
  dataKey: z.string(),
  keyId: z.string(),
});

export const createVariableStore = (client: Client): VariableStore => ({
  list: (projectId) =>
    readRows(
      "list environment variables",
      environmentVariableSchema,
      client
        .from("environment_variables")
        .select("name, environment, updated_at")
        .eq("project_id", projectId)
        .order("name")
        .order("environment"),
    ),
  listSealed: async (projectId, environment) => {
    const rows = await readRawRows(
      "read environment variables",
      client
        .from("environment_variables")
        .select("name, ciphertext, data_key, key_id")
        .eq("project_id", projectId)
        .eq("environment", environment)
        .order("name"),
    );
    return rows.map((row) => {
      const { name, ...sealed } = parseRow(sealedRowSchema, row);
      return { name, sealed };
    });
  },
  save: async ({ projectId, environment, name, sealed, updatedBy }) => {
    const row = {
      project_id: projectId,
      environment,
      name,
      ciphertext: sealed.ciphertext,
      data_key: sealed.dataKey,
      key_id: sealed.keyId,
      updated_by: updatedBy,
      updated_at: new Date().toISOString(),
    };
    await unwrap(
      "save the environment variable",
      client.from("environment_variables").upsert(row, { onConflict: "project_id,environment,name" }),
    );
  },
  remove: async (projectId, name, environment) => {
    const request = client.from("environment_variables").delete().eq("project_id", projectId).eq("name", name);
    await unwrap(
      "remove the environment variable",
      environment === undefined ? request : request.eq("environment", environment),
    );
  },
});
