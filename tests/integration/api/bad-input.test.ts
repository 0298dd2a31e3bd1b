import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "#core/contracts/problem.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

/** The answer as problem details, which every error has to be. */
const refused = async (answer: Response) => {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const problem = problemSchema.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  expect(problem.detail.length).toBeGreaterThan(10);
  expect(problem.fix.length).toBeGreaterThan(5);
  return problem;
};

describe("bad input gets a clear answer", () => {
  let app: TestApp;
  let person: TestPerson;
  let projectId: string;
  let head: string;

  beforeAll(async () => {
    app = await startTestApp();
    person = await app.signUp();
    projectId = (await (await person.call("POST", "/api/projects", { name: "Shop", template: "static" })).json()).id;
    head = (await (await person.call("GET", `/api/projects/${projectId}/tree`)).json()).commitSha;
  });
  afterAll(() => app.stop());

  const edit = (files: unknown, expectedHead = head) =>
    person.call("PUT", `/api/projects/${projectId}/files`, { branch: "main", expectedHead, files });

  it("an empty prompt", async () => {
    const answer = await person.call("POST", `/api/projects/${projectId}/runs`, { prompt: "   " });
    expect(await refused(answer)).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it("a huge prompt", async () => {
    const answer = await person.call("POST", `/api/projects/${projectId}/runs`, { prompt: "x".repeat(20_001) });
    const problem = await refused(answer);
    expect(problem).toMatchObject({ status: 400, code: "invalid_input" });
    expect(problem.detail).toContain("20,000");
  });

  it("a model nobody has", async () => {
    const body = { prompt: "Build", model: "nobody/nothing" };
    const answer = await person.call("POST", `/api/projects/${projectId}/runs`, body);
    expect(await refused(answer)).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it("an unknown template, naming those there are", async () => {
    const answer = await person.call("POST", "/api/projects", { name: "Other", template: "cobol" });
    const problem = await refused(answer);
    expect(problem).toMatchObject({ status: 400, code: "invalid_input" });
    expect(problem.detail).toContain("saas");
  });

  it("a name that is taken", async () => {
    const answer = await person.call("POST", "/api/projects", { name: "shop!", template: "static" });
    expect(await refused(answer)).toMatchObject({ status: 409, code: "name_taken" });
  });

  it("a name without anything in it", async () => {
    const answer = await person.call("POST", "/api/projects", { name: "  " });
    expect(await refused(answer)).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it.each(["../outside", "/etc/passwd", ".git/config", "a/../../b", "a\\b", "CON", "a\u0000b"])(
    "a path outside the repository, or into git: %j",
    async (path) => {
      const problem = await refused(await edit([{ path, content: "x" }]));
      expect(problem.status).toBe(422);
      expect(problem.code).toBe("path_refused");
      const tree = await (await person.call("GET", `/api/projects/${projectId}/tree`)).json();
      expect(tree.commitSha).toBe(head);
    },
  );

  it("A23: a file that holds a secret, by hand as by a push", async () => {
    const key = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
    const problem = await refused(await edit([{ path: "config.js", content: `const token = "${key}";\n` }]));
    expect(problem).toMatchObject({ status: 422, code: "secret_found" });
    expect(JSON.stringify(problem)).not.toContain(key);
  });

  it("A12: a save onto a head that has moved", async () => {
    const first = await edit([{ path: "index.html", content: "<h1>One</h1>\n" }]);
    expect(first.status).toBe(200);
    const second = await edit([{ path: "index.html", content: "<h1>Two</h1>\n" }]);
    expect(await refused(second)).toMatchObject({ status: 409, code: "stale_head" });
    const file = await (await person.call("GET", `/api/projects/${projectId}/file?path=index.html`)).json();
    expect(file.content).toBe("<h1>One</h1>\n");
    head = file.commitSha;
  });

  it("a file that is not there", async () => {
    const answer = await person.call("GET", `/api/projects/${projectId}/file?path=nothing.txt`);
    expect(await refused(answer)).toMatchObject({ status: 404, code: "not_found" });
  });

  it("a branch that is not there", async () => {
    const answer = await person.call("POST", `/api/projects/${projectId}/merge`, { branch: "nowhere" });
    expect(await refused(answer)).toMatchObject({ status: 404, code: "not_found" });
  });

  it.each(["--upload-pack=x", "a..b", "$(id)", "a b", "refs/heads/", ".hidden", "x.lock"])(
    "A21: a branch name that is none: %j",
    async (branch) => {
      const answer = await person.call("POST", `/api/projects/${projectId}/runs`, { prompt: "Build", branch });
      expect(await refused(answer)).toMatchObject({ status: 400, code: "invalid_input" });
    },
  );

  it("a body that is not JSON", async () => {
    const answer = await fetch(`${app.url}/api/projects`, {
      method: "POST",
      headers: { authorization: `Bearer ${person.accessToken}`, "content-type": "application/json" },
      body: '{"name": ',
    });
    const problem = await refused(answer);
    expect(problem).toMatchObject({ status: 400, code: "invalid_input" });
    expect(problem.detail).toContain("not valid JSON");
  });

  it("a body of another type", async () => {
    const answer = await fetch(`${app.url}/api/projects`, {
      method: "POST",
      headers: { authorization: `Bearer ${person.accessToken}`, "content-type": "text/plain" },
      body: "name=Shop",
    });
    const problem = await refused(answer);
    expect(problem).toMatchObject({ status: 400, code: "invalid_input" });
    expect(problem.detail).toContain("application/json");
  });

  it("a body without end", async () => {
    const answer = await fetch(`${app.url}/api/projects`, {
      method: "POST",
      headers: { authorization: `Bearer ${person.accessToken}`, "content-type": "application/json" },
      body: `{"name": "${"x".repeat(13 * 1024 * 1024)}"}`,
    });
    expect(await refused(answer)).toMatchObject({ status: 413, code: "too_large" });
  });

  it.each(["0", "201", "many"])("a page of %s items", async (limit) => {
    const answer = await person.call("GET", `/api/projects?limit=${limit}`);
    expect(await refused(answer)).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it("a cursor that is made up", async () => {
    const answer = await person.call("GET", "/api/projects?cursor=made-up");
    expect(await refused(answer)).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it("an address that is not there", async () => {
    expect(await refused(await person.call("GET", "/api/nothing"))).toMatchObject({ status: 404, code: "not_found" });
  });

  it("a token that is none", async () => {
    const answer = await fetch(`${app.url}/api/projects`, { headers: { authorization: "Bearer nonsense" } });
    expect(await refused(answer)).toMatchObject({ status: 401, code: "unauthorized" });
  });

  it("resuming a run that is queued, and stopping twice", async () => {
    const run = await (await person.call("POST", `/api/projects/${projectId}/runs`, { prompt: "Build" })).json();
    const resumed = await person.call("POST", `/api/runs/${run.id}/resume`, {});
    expect(await refused(resumed)).toMatchObject({ status: 409, code: "illegal_state" });
    for (let time = 0; time < 2; time += 1) {
      const stopped = await person.call("POST", `/api/runs/${run.id}/stop`);
      expect(await stopped.json()).toMatchObject({ state: "stopped" });
    }
  });

  it("more runs at once than a project may have", async () => {
    const answers = [];
    for (let count = 0; count < 11; count += 1) {
      answers.push(await person.call("POST", `/api/projects/${projectId}/runs`, { prompt: `Build ${count}` }));
    }
    expect(answers.slice(0, 10).every(({ status }) => status === 202)).toBe(true);
    const last = answers.at(-1);
    if (last === undefined) throw new Error("no answer");
    expect(await refused(last)).toMatchObject({ status: 429, code: "limit_reached" });
  });
});
