import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVariableReader } from "#runtime/services/environment-variables.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

const SECRET = "a value that nobody may ever read again";

describe("environment variables", () => {
  let app: TestApp;
  let owner: TestPerson;
  let projectId: string;
  beforeAll(async () => {
    app = await startTestApp();
    owner = await app.signUp("owner");
    const made = await owner.call("POST", "/api/projects", { name: "Shop", template: "static" });
    ({ id: projectId } = await made.json());
  });
  afterAll(() => app.stop());

  const path = () => `/api/projects/${projectId}/variables`;
  const read = (environment: "preview" | "production") =>
    createVariableReader({ variables: app.stores.variables, secretBox: app.installation.secretBox })(
      projectId,
      environment,
    );

  it("A31: are written, used and never answered; no dump of the database holds a value", async () => {
    const body = { name: "API_KEY", value: SECRET, environments: ["preview", "production"] };
    const saved = await owner.call("PUT", path(), body);
    expect(saved.status).toBe(200);
    const answers = [await saved.text(), await (await owner.call("GET", path())).text()];
    for (const answer of answers) {
      expect(answer).toContain("API_KEY");
      expect(answer).not.toContain(SECRET);
    }
    expect(await read("preview")).toEqual({ API_KEY: SECRET });
    const { rows } = await app.pool.query<{ dump: string }>(
      `select string_agg(dump, '') as dump from (
         select query_to_xml(format('select * from public.%I', tablename), true, false, '')::text as dump
         from pg_tables where schemaname = 'public'
       ) d`,
    );
    expect(rows[0]?.dump).toContain("API_KEY");
    expect(rows[0]?.dump).not.toContain(SECRET);
  });

  it("hold a value of its own for each environment, and go one by one", async () => {
    await owner.call("PUT", path(), { name: "MODE", value: "test", environments: ["preview"] });
    await owner.call("PUT", path(), { name: "MODE", value: "live", environments: ["production"] });
    expect(await read("preview")).toMatchObject({ MODE: "test" });
    expect(await read("production")).toMatchObject({ MODE: "live" });
    expect((await owner.call("DELETE", `${path()}/MODE?environment=preview`)).status).toBe(204);
    expect(await read("preview")).not.toHaveProperty("MODE");
    expect(await read("production")).toHaveProperty("MODE");
    expect((await owner.call("DELETE", `${path()}/MODE?environment=preview`)).status).toBe(404);
  });

  it("open nowhere else: a row moved to another environment is no value there", async () => {
    await app.pool.query("delete from public.environment_variables where environment = 'production'");
    await app.pool.query("update public.environment_variables set environment = 'production'");
    await expect(read("production")).rejects.toMatchObject({ code: "secret_unreadable" });
  });

  it("refuse names the platform sets, and say so", async () => {
    const answer = await owner.call("PUT", path(), { name: "PATH", value: "x", environments: ["preview"] });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain("set by the platform");
  });
});
