import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

describe("the webhooks an admin sees", () => {
  let app: TestApp;
  let admin: TestPerson;

  beforeAll(async () => {
    app = await startTestApp();
    admin = await app.signUp("admin");
    const { deliveries } = app.stores;
    for (let number = 1; number <= 3; number += 1) {
      await deliveries.record({ source: "github", deliveryId: `d${number}`, event: "ping", payload: { zen: number } });
    }
    await deliveries.record({ source: "vercel", deliveryId: "v1", event: "deployment.ready", payload: {} });
  });
  afterAll(() => app.stop());

  it("come page by page, newest first, without what they carried", async () => {
    const first = await (await admin.call("GET", "/api/admin/deliveries?source=github&limit=2")).json();
    expect(first.items.map(({ deliveryId }: { deliveryId: string }) => deliveryId)).toEqual(["d3", "d2"]);
    expect(first.items[0]).not.toHaveProperty("payload");
    const rest = await (
      await admin.call("GET", `/api/admin/deliveries?source=github&limit=2&cursor=${first.nextCursor}`)
    ).json();
    expect(rest).toMatchObject({ items: [{ deliveryId: "d1" }], nextCursor: null });
    const failed = await (await admin.call("GET", "/api/admin/deliveries?state=failed")).json();
    expect(failed.items).toEqual([]);
  });

  it("show what they carried, and are processed once more when asked", async () => {
    const { items } = await (await admin.call("GET", "/api/admin/deliveries?source=github&limit=1")).json();
    const [{ id }] = items;
    expect(await (await admin.call("GET", `/api/admin/deliveries/${id}`)).json()).toMatchObject({
      payload: { zen: 3 },
    });
    await app.stores.deliveries.finish(id, { state: "failed", error: "It broke." });
    const count = async (): Promise<number> => {
      const sql = "select count(*)::int as count from graphile_worker.jobs where key = $1";
      return (await app.pool.query(sql, [`delivery:${id}`])).rows[0].count;
    };
    await app.pool.query("delete from graphile_worker._private_jobs where key = $1", [`delivery:${id}`]);
    const replayed = await admin.call("POST", `/api/admin/deliveries/${id}/replay`);
    expect(replayed.status).toBe(202);
    expect(await replayed.json()).toMatchObject({ state: "received", error: null });
    expect(await count()).toBe(1);
    const { items: audit } = await (await admin.call("GET", "/api/admin/audit")).json();
    expect(audit[0]).toMatchObject({ action: "delivery.replayed", target: "github ping d3" });
  });

  it("that are not there answer 404", async () => {
    for (const id of ["1", "00000000-0000-4000-8000-000000000000"]) {
      expect((await admin.call("GET", `/api/admin/deliveries/${id}`)).status).toBe(404);
      expect((await admin.call("POST", `/api/admin/deliveries/${id}/replay`)).status).toBe(404);
    }
  });
});
