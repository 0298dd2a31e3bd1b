import { githubAppRowSchema, githubConnectionRowSchema } from "#core/contracts/github.ts";
import type { GitHubStore } from "#core/ports/github-store.ts";
import type { Client } from "./client.ts";
import { readRow, unwrap } from "./rows.ts";
import { toJson, toText } from "./to-json.ts";

export const createGitHubStore = (client: Client): GitHubStore => ({
  getApp: () => readRow("read the GitHub App", githubAppRowSchema, client.from("github_apps").select().limit(1)),
  saveApp: async (app) => {
    const row = {
      app_id: app.appId,
      slug: toText(app.slug),
      name: toText(app.name),
      html_url: toText(app.htmlUrl),
      client_id: app.clientId,
      client_secret: toJson(app.clientSecret),
      private_key: toJson(app.privateKey),
      webhook_secret: toJson(app.webhookSecret),
      created_by: app.createdBy,
    };
    await unwrap("store the GitHub App", client.from("github_apps").upsert({ id: true, ...row }));
  },
  removeApp: async () => {
    await unwrap("remove the GitHub App", client.from("github_apps").delete().eq("id", true));
  },
  getConnection: (userId) =>
    readRow(
      "read a connection to GitHub",
      githubConnectionRowSchema,
      client.from("github_connections").select().eq("user_id", userId).limit(1),
    ),
  saveConnection: async (connection) => {
    const row = {
      user_id: connection.userId,
      github_id: connection.githubId,
      login: toText(connection.login),
      access_token: toJson(connection.accessToken),
      refresh_token: connection.refreshToken === null ? null : toJson(connection.refreshToken),
      expires_at: connection.expiresAt,
    };
    await unwrap("store a connection to GitHub", client.from("github_connections").upsert(row));
  },
  removeConnection: async (userId) => {
    await unwrap("remove a connection to GitHub", client.from("github_connections").delete().eq("user_id", userId));
  },
});
