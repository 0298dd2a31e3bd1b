import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import { signPreviewTicket } from "#deployments/preview-access/preview-ticket.ts";
import type { Sandbox } from "#deployments/sandbox/sandbox.ts";
import { createTestHost, toProject, type TestHost } from "./helpers/create-test-host.ts";
import { startPreviewServer, ticketKey, type PreviewServer } from "./helpers/start-preview-server.ts";

const noSandbox: Sandbox = {
  name: "none",
  findPort: async (port) => port,
  run: () => Promise.reject(new Error("these sites need none")),
};
const own = toProject();
const foreign = toProject({
  id: "7a1c2a8e-4a57-4a2b-9a39-6f2f3f1b5c02",
  ownerId: "1e6d5a9c-6d0e-4a5b-8a4b-5b0b9b1c7d03",
  previewLabel: "other",
});
const at = "main--groomer.preview.localhost:3000";
const otherAt = "main--other.preview.localhost:3000";
const page = { accept: "text/html" };

const startAt = async (appUrl: string) => {
  const host: TestHost = await createTestHost(noSandbox, { appUrl });
  const previews: PreviewServer = await startPreviewServer({ ...host, appUrl });
  const put = async (project: Project, text: string, change: Partial<Project> = {}): Promise<void> => {
    const { failure, deployment } = await host.deploy({ "index.html": text }, { project });
    if (failure !== null) throw failure;
    previews.place(`main--${project.previewLabel}`, deployment, { ...project, ...change });
    previews.place(project.previewLabel, { ...deployment, environment: "production" }, project);
  };
  return {
    previews,
    put,
    stop: async () => {
      await previews.stop();
      await host.close();
    },
  };
};

describe("who may see a preview", () => {
  let stage: Awaited<ReturnType<typeof startAt>>;
  beforeAll(async () => {
    stage = await startAt("http://localhost:3000");
    await stage.put(own, "my preview");
    await stage.put(foreign, "another's preview");
  });
  afterAll(() => stage.stop());
  const ask = (host: string, path: string, headers: Record<string, string> = {}) =>
    stage.previews.ask(host, path, { headers });

  it("its owner, by the cookie that a ticket was changed for", async () => {
    const cookie = await stage.previews.enter(at, own);
    expect(await ask(at, "/", { cookie })).toMatchObject({ status: 200, body: "my preview" });
  });

  it("its owner, by an access token, and no other person", async () => {
    expect(await ask(at, "/", { authorization: `Bearer user:${own.ownerId}` })).toMatchObject({ status: 200 });
    const stranger = await ask(at, "/", { authorization: `Bearer user:${foreign.ownerId}` });
    expect(stranger.status).toBe(404);
    expect(stranger.headers["content-type"]).toBe("application/problem+json");
    expect(await ask(at, "/", { authorization: "Bearer nonsense" })).toMatchObject({ status: 401 });
  });

  it("sends a browser to sign in, and back to where it wanted to go", async () => {
    const { status, headers } = await ask(at, "/a?b=1&c=2", page);
    const location = new URL(headers.location ?? "");
    expect(status).toBe(302);
    expect(location.origin + location.pathname).toBe("http://localhost:3000/api/preview-access");
    expect(Object.fromEntries(location.searchParams)).toEqual({ address: "main--groomer", path: "/a?b=1&c=2" });
  });

  it("tells a program what to do", async () => {
    const { status, body } = await ask(at, "/data.json");
    expect(status).toBe(401);
    expect(JSON.parse(body)).toMatchObject({ code: "unauthorized", fix: expect.stringContaining("Bearer") });
  });

  it("A18: not with the cookie or ticket of another project, nor with a ticket for the cookie's place", async () => {
    const theirs = await stage.previews.enter(otherAt, foreign);
    expect((await ask(at, "/", { ...page, cookie: theirs })).status).toBe(302);
    const expiresAt = Date.now() + 60_000;
    const enter = signPreviewTicket({ projectId: own.id, userId: own.ownerId, purpose: "enter", expiresAt }, ticketKey);
    expect((await ask(at, "/", { ...page, cookie: `letscode_preview=${enter}` })).status).toBe(302);
    const wrongProject = signPreviewTicket(
      { projectId: foreign.id, userId: foreign.ownerId, purpose: "enter", expiresAt },
      ticketKey,
    );
    expect((await ask(at, `/__letscode/enter?ticket=${wrongProject}`)).status).toBe(403);
    const noLongerOwner = signPreviewTicket(
      { projectId: own.id, userId: foreign.ownerId, purpose: "stay", expiresAt },
      ticketKey,
    );
    expect((await ask(at, "/", { ...page, cookie: `letscode_preview=${noLongerOwner}` })).status).toBe(302);
    const expired = signPreviewTicket(
      { projectId: own.id, userId: own.ownerId, purpose: "stay", expiresAt: Date.now() - 1 },
      ticketKey,
    );
    expect((await ask(at, "/", { ...page, cookie: `letscode_preview=${expired}` })).status).toBe(302);
  });

  it("A26: a cookie that another preview put in front of ours keeps nobody out", async () => {
    const cookie = await stage.previews.enter(at, own);
    const tossed = `letscode_preview=tossed; ${cookie}`;
    expect((await ask(at, "/", { cookie: tossed })).status).toBe(200);
  });

  it("A26: its cookie is for its own origin, unseen by scripts and for the workspace's frame alone", async () => {
    const ticket = signPreviewTicket(
      { projectId: own.id, userId: own.ownerId, purpose: "enter", expiresAt: Date.now() + 60_000 },
      ticketKey,
    );
    const { headers } = await ask(at, `/__letscode/enter?ticket=${ticket}&path=/x`);
    const [cookie = ""] = headers["set-cookie"] ?? [];
    expect(headers).toMatchObject({ location: "/x", "cache-control": "no-store", "referrer-policy": "no-referrer" });
    for (const attribute of ["Path=/", "HttpOnly", "Secure", "SameSite=None", "Partitioned"])
      expect(cookie).toContain(attribute);
    expect(cookie).not.toMatch(/domain/i);
  });

  it.each(["//evil.example.com", "https://evil.example.com", "/\\evil.example.com", "\\\\evil", "javascript:alert(1)"])(
    "A28: entering never leads to %s",
    async (path) => {
      const ticket = signPreviewTicket(
        { projectId: own.id, userId: own.ownerId, purpose: "enter", expiresAt: Date.now() + 60_000 },
        ticketKey,
      );
      const { headers } = await ask(at, `/__letscode/enter?ticket=${ticket}&path=${encodeURIComponent(path)}`);
      expect(headers.location).toBe("/");
    },
  );

  it("A26: only the workspace may frame it, and no search engine lists it", async () => {
    const { headers } = await ask(at, "/", { authorization: `Bearer user:${own.ownerId}` });
    expect(headers).toMatchObject({
      "content-security-policy": "frame-ancestors http://localhost:3000",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
      "origin-agent-cluster": "?1",
      "cache-control": "private, no-cache",
    });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("everybody sees production, and a preview that is public", async () => {
    expect(await ask("groomer.live.localhost:3000", "/")).toMatchObject({ status: 200, body: "my preview" });
    await stage.put(own, "open", { previewVisibility: "public" });
    expect(await ask(at, "/")).toMatchObject({ status: 200, body: "open" });
  });

  it("answers what is not there, and leaves other hosts to others", async () => {
    expect((await ask("nothing--here.preview.localhost:3000", "/")).status).toBe(404);
    expect((await ask("localhost:3000", "/")).status).toBe(421);
  });

  it("A29: shows what a request says of itself as text", async () => {
    const { body } = await ask("nothing--here.preview.localhost:3000", "/<script>alert(1)</script>");
    expect(body).not.toContain("<script>");
  });
});

describe("cookies of previews elsewhere", () => {
  it.each([
    ["https://apps.example.com", "__Host-letscode_preview=", "Secure; SameSite=None; Partitioned"],
    ["http://192.168.1.7.nip.io:3000", "letscode_preview=", "HttpOnly; SameSite=Lax"],
  ])("at %s are what browsers keep there", async (appUrl, name, attributes) => {
    const stage = await startAt(appUrl);
    try {
      await stage.put(own, "my preview");
      const host = `main--groomer.preview.${new URL(appUrl).host}`;
      const ticket = signPreviewTicket(
        { projectId: own.id, userId: own.ownerId, purpose: "enter", expiresAt: Date.now() + 60_000 },
        ticketKey,
      );
      const { headers } = await stage.previews.ask(host, `/__letscode/enter?ticket=${ticket}`);
      const [cookie = ""] = headers["set-cookie"] ?? [];
      expect(cookie.startsWith(name)).toBe(true);
      expect(cookie).toContain(attributes);
      const entered = await stage.previews.ask(host, "/", { headers: { cookie: cookie.split(";")[0] ?? "" } });
      expect(entered.status).toBe(200);
    } finally {
      await stage.stop();
    }
  });
});
