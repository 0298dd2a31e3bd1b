import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "#runtime/api/routes/index.ts";
import { recordAudit } from "#runtime/services/record-audit.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

const adminRoutes = routes.filter(({ path }) => path.startsWith("/api/admin/"));
const names = adminRoutes.map(({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "1")}`);

describe("A18: the routes of admins", () => {
  let app: TestApp;
  let admin: TestPerson;
  let other: TestPerson;

  beforeAll(async () => {
    app = await startTestApp();
    admin = await app.signUp("admin");
    other = await app.signUp("other");
  });
  afterAll(() => app.stop());

  const send = (person: TestPerson | null, name: string): Promise<Response> => {
    const [method = "", path = ""] = name.split(" ");
    return person === null ? fetch(`${app.url}${path}`, { method }) : person.call(method, path);
  };

  it.each(names)("are refused to everybody else and to nobody: %s", async (name) => {
    const refused = await send(other, name);
    expect({ status: refused.status, ...(await refused.json()) }).toMatchObject({ status: 403, code: "forbidden" });
    expect((await send(null, name)).status).toBe(401);
  });

  it("are open to an admin, and to nobody who is one no longer", async () => {
    expect((await admin.call("GET", "/api/admin/audit")).status).toBe(200);
    await app.pool.query("update public.profiles set is_admin = false where id = $1", [admin.id]);
    expect((await admin.call("GET", "/api/admin/audit")).status).toBe(403);
    await app.pool.query("update public.profiles set is_admin = true where id = $1", [admin.id]);
  });

  it("keep what was changed, newest first, for good", async () => {
    const who = { userId: admin.id, email: admin.email };
    const change = { action: "credential.stored", target: "provider xai", details: { hint: "…4242" } };
    await recordAudit({ stores: app.stores }, who, change);
    await recordAudit({ stores: app.stores }, who, { action: "prompt.activated", target: "prompt builder" });
    const first = await (await admin.call("GET", "/api/admin/audit?limit=1")).json();
    expect(first.items).toMatchObject([{ action: "prompt.activated", actorEmail: admin.email, details: {} }]);
    const rest = await (await admin.call("GET", `/api/admin/audit?cursor=${first.nextCursor}`)).json();
    expect(rest).toMatchObject({ items: [change], nextCursor: null });
    for (const sql of ["update public.audit_log set target = ''", "delete from public.audit_log", "truncate audit_log"])
      await expect(app.pool.query(sql)).rejects.toThrow("only ever added to");
  });
});
