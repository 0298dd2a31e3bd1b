import { describe, expect, it } from "vitest";
import { listForeignPreviews } from "#web/server/list-foreign-previews.ts";

const none = {
  deployHost: "local",
  vercel: { apiUrl: "https://api.vercel.com", token: undefined, teamId: undefined, webhookSecret: undefined },
  render: { apiUrl: "https://api.render.com/v1", apiKey: undefined, webhookSecret: undefined },
  folder: undefined,
} as const;

describe("where previews come from beside the installation", () => {
  it("is nowhere while nothing else is connected", async () => {
    expect(await listForeignPreviews(none)).toEqual([]);
  });

  it("is any address with TLS once a host is connected, though the default builds here", async () => {
    expect(await listForeignPreviews({ ...none, vercel: { ...none.vercel, token: "a token" } })).toEqual(["https:"]);
    expect(await listForeignPreviews({ ...none, render: { ...none.render, apiKey: "a key" } })).toEqual(["https:"]);
    expect(await listForeignPreviews({ ...none, deployHost: "vercel" })).toEqual(["https:"]);
  });

  it("is the address of a folder that is served, and no other for its sake", async () => {
    const folder = { directory: "/srv/sites", publicUrl: "http://sites.example.com/apps/" };
    expect(await listForeignPreviews({ ...none, folder })).toEqual(["http://sites.example.com"]);
  });
});
