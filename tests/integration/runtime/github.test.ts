import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { type GitHubFake, startGitHub } from "#tests/helpers/github/start-github.ts";
import { gitIn } from "#tests/helpers/github/repository-git.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

const projectSchema = z.object({
  id: z.string(),
  gitHost: z.string(),
  repositoryId: z.number().nullable(),
  repositoryName: z.string().nullable(),
  repositoryState: z.string(),
  installationId: z.number().nullable(),
  defaultBranch: z.string(),
  cloneUrl: z.string(),
});
const commitsSchema = z.object({
  items: z.array(z.object({ sha: z.string(), subject: z.string(), branch: z.string() })),
});

const answer = async <Schema extends z.ZodType>(
  request: Promise<Response>,
  schema: Schema,
  status = 200,
): Promise<z.output<Schema>> => {
  const response = await request;
  const body: unknown = await response.json();
  if (response.status !== status) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return schema.parse(body);
};

/** A browser that goes to GitHub, agrees, and comes back with a code and the state. */
const agree = async (url: string, form?: Record<string, string>) => {
  const body = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
  const response = await fetch(url, { redirect: "manual", ...body });
  const target = new URL(response.headers.get("location") ?? "");
  return { code: target.searchParams.get("code"), state: target.searchParams.get("state"), page: target.pathname };
};

describe("projects on GitHub", () => {
  let github: GitHubFake;
  let app: TestApp;
  let ada: TestPerson;
  let installationId = 0;

  beforeAll(async () => {
    github = await startGitHub();
    github.state.apps.length = 0;
    app = await startTestApp({ variables: { GITHUB_API_URL: github.apiUrl } });
    await app.startWorker(["process-delivery"]);
    ada = await app.signUp("ada");
  });
  afterAll(async () => {
    await app.stop();
    await github.stop();
  });

  /** As a push by a person leaves it. */
  const addLocalBranch = (projectId: string, name: string, sha: string): Promise<string> =>
    runClientGit(join(app.dataDirectory, "repositories", `${projectId}.git`), [
      "update-ref",
      `refs/heads/${name}`,
      sha,
    ]);

  it("A27: sets the GitHub App up from the browser, and takes no state of somebody else", async () => {
    const missing = await ada.call("GET", "/api/github");
    expect(await missing.json()).toMatchObject({ isAvailable: false });
    const form = await answer(
      ada.call("POST", "/api/admin/github/manifest", { organization: "acme" }),
      z.object({ action: z.string(), manifest: z.string() }),
    );
    const back = await agree(form.action, { manifest: form.manifest });
    expect(back.page).toBe("/admin/github");
    const forged = await ada.call("POST", "/api/admin/github/conversion", { ...back, state: `${back.state ?? ""}x` });
    expect(forged.status).toBe(403);
    const { code, state } = back;
    expect((await ada.call("POST", "/api/admin/github/conversion", { code, state })).status).toBe(201);
    const dump = JSON.stringify((await app.pool.query("select * from github_apps")).rows);
    expect(dump).not.toContain("PRIVATE KEY");
    expect(dump).not.toContain(github.state.apps[0]?.webhookSecret);
    expect(await (await ada.call("GET", "/api/admin/audit")).text()).toContain("github_app.stored");
    const [made] = github.state.apps;
    if (made === undefined) throw new Error("no app");
    made.webhookUrl = `${app.url}/functions/v1/github-webhook`;
    const check = await answer(
      ada.call("POST", "/api/admin/github/check"),
      z.object({ findings: z.array(z.object({ message: z.string() })) }),
    );
    expect(check.findings.map(({ message }) => message)).toContain("It is not installed for any account yet.");
  });

  it("connects a person, lists what they reach, and refuses what is not theirs", async () => {
    installationId = (await github.install(github.acme)).id;
    const eve = github.addAccount("eve");
    const foreign = await github.install(eve);
    const { authorizeUrl } = await answer(ada.call("GET", "/api/github"), z.object({ authorizeUrl: z.string() }));
    const back = await agree(authorizeUrl);
    const bob = await app.signUp("bob");
    expect((await bob.call("POST", "/api/github", { code: back.code, state: back.state })).status).toBe(403);
    const connected = await ada.call("POST", "/api/github", { code: back.code, state: back.state });
    expect(await connected.json()).toMatchObject({ login: "octocat" });
    const owners = await (await ada.call("GET", "/api/github/owners")).json();
    expect(owners).toEqual({ items: [{ installationId, login: "acme", kind: "organization" }] });
    const stolen = await ada.call("POST", "/api/projects", { name: "Stolen", github: { installationId: foreign.id } });
    expect(stolen.status).toBe(404);
    expect((await bob.call("GET", "/api/github/owners")).status).toBe(409);
    expect(JSON.stringify((await app.pool.query("select * from github_connections")).rows)).not.toContain("ghu_");
  });

  it("creates a repository, follows what people push to it, and says when a name is taken", async () => {
    const place = { installationId, name: "shop" };
    const project = await answer(
      ada.call("POST", "/api/projects", { name: "Shop", github: place }),
      projectSchema,
      201,
    );
    expect(project).toMatchObject({ gitHost: "github", repositoryName: "acme/shop", defaultBranch: "main" });
    expect(project.cloneUrl).toBe(`${github.state.origin}/acme/shop.git`);
    const repository = github.state.repositories.find(({ id }) => id === project.repositoryId);
    if (repository === undefined) throw new Error("no repository");
    expect(repository.isPrivate).toBe(true);
    await github.rename(repository, "store");
    const sha = await github.commitAs(repository, github.octocat, {
      branch: "main",
      files: { "notes.md": "1\n" },
      message: "Add notes",
    });
    await vi.waitFor(
      async () => {
        const { items } = await answer(
          ada.call("GET", `/api/projects/${project.id}/commits?branch=main`),
          commitsSchema,
        );
        expect(items[0]).toMatchObject({ sha, subject: "Add notes" });
      },
      { timeout: 20_000, interval: 300 },
    );
    expect((await answer(ada.call("GET", `/api/projects/${project.id}`), projectSchema)).repositoryId).toBe(
      repository.id,
    );
    const taken = await ada.call("POST", "/api/projects", {
      name: "Store two",
      github: { installationId, name: "store" },
    });
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({ detail: expect.stringContaining("acme/store") });
    const lists = z.object({ items: z.array(z.object({ name: z.string() })) });
    expect((await answer(ada.call("GET", "/api/projects"), lists)).items).toHaveLength(1);
  });

  it("stops the previews of a branch that is deleted on GitHub, however fresh its last look at it was", async () => {
    const place = { installationId, name: "branches" };
    const project = await answer(
      ada.call("POST", "/api/projects", { name: "Branches", github: place }),
      projectSchema,
      201,
    );
    const repository = github.state.repositories.find(({ id }) => id === project.repositoryId);
    if (repository === undefined) throw new Error("no repository");
    const readStates = async () => {
      const { rows } = await app.pool.query(
        "select state from deployments where project_id = $1 and branch = 'short'",
        [project.id],
      );
      return rows.map(({ state }) => String(state));
    };
    await github.commitAs(repository, github.octocat, { branch: "short", files: { "a.md": "1\n" } });
    await expect.poll(readStates, { timeout: 20_000, interval: 50 }).toEqual(["queued"]);
    await github.forceBranch(repository, github.octocat, "short", null);
    await expect.poll(readStates, { timeout: 20_000 }).toEqual(["canceled"]);
  });

  it("imports a repository with its history, whatever its default branch, once", async () => {
    const legacy = await github.createRepository(github.acme, {
      name: "legacy",
      isPrivate: true,
      defaultBranch: "trunk",
    });
    await github.commitAs(legacy, github.octocat, {
      branch: "trunk",
      files: { "package.json": "{}\n" },
      message: "Begin",
    });
    const head = await github.commitAs(legacy, github.octocat, {
      branch: "trunk",
      files: { "a.md": "1\n" },
      message: "Go on",
    });
    const listed = await answer(
      ada.call("GET", `/api/github/repositories?installationId=${installationId}`),
      z.object({ items: z.array(z.object({ id: z.number(), fullName: z.string() })) }),
    );
    expect(listed.items.map(({ fullName }) => fullName)).toContain("acme/legacy");
    const place = { installationId, repositoryId: legacy.id };
    const project = await answer(
      ada.call("POST", "/api/projects", { name: "Legacy", github: place }),
      projectSchema,
      201,
    );
    expect(project.defaultBranch).toBe("trunk");
    await vi.waitFor(
      async () => {
        const { rows } = await app.pool.query("select sha from commits where project_id = $1", [project.id]);
        expect(rows.map(({ sha }) => String(sha))).toContain(head);
        expect(rows).toHaveLength(2);
      },
      { timeout: 20_000, interval: 300 },
    );
    const again = await ada.call("POST", "/api/projects", { name: "Legacy again", github: place });
    expect(again.status).toBe(409);
    expect(github.state.repositories).toContain(legacy);
  });

  it("moves a local project with its whole history, and disconnects and connects again", async () => {
    const local = await answer(ada.call("POST", "/api/projects", { name: "Local" }), projectSchema, 201);
    const path = `/api/projects/${local.id}`;
    const { commitSha: start } = await answer(ada.call("GET", `${path}/tree`), z.object({ commitSha: z.string() }));
    await addLocalBranch(local.id, "feature/x", start);
    const before = await (await ada.call("GET", `${path}/commits?branch=main`)).json();
    const moved = await answer(ada.call("POST", `${path}/repository/move`, { installationId }), projectSchema);
    expect(moved).toMatchObject({ gitHost: "github", repositoryName: "acme/local" });
    expect(await (await ada.call("GET", `${path}/commits?branch=main`)).json()).toEqual(before);
    const repository = github.state.repositories.find(({ id }) => id === moved.repositoryId);
    if (repository === undefined) throw new Error("no repository");
    expect([...(await github.readRefs(repository)).keys()]).toEqual(["refs/heads/feature/x", "refs/heads/main"]);
    const off = await answer(ada.call("POST", `${path}/repository/disconnect`), projectSchema);
    expect(off.repositoryState).toBe("disconnected");
    const head = await gitIn(repository, ["rev-parse", "main"]);
    const edit = { branch: "main", expectedHead: head, message: "Edit", files: [{ path: "a.md", content: "1\n" }] };
    expect((await ada.call("PUT", `${path}/files`, edit)).status).toBe(409);
    const on = await answer(ada.call("POST", `${path}/repository/reconnect`), projectSchema);
    expect(on.repositoryState).toBe("connected");
    expect((await ada.call("PUT", `${path}/files`, edit)).status).toBeLessThan(300);
    expect(await gitIn(repository, ["log", "-1", "--format=%s", "main"])).toBe("Edit");
  });

  it("A18: lets nobody else move, disconnect or reconnect a project", async () => {
    const mallory = await app.signUp("mallory");
    const { items } = await answer(
      ada.call("GET", "/api/projects"),
      z.object({ items: z.array(z.object({ id: z.string() })) }),
    );
    for (const action of ["move", "disconnect", "reconnect"]) {
      const body = action === "move" ? { installationId } : undefined;
      expect(
        (await mallory.call("POST", `/api/projects/${items[0]?.id ?? ""}/repository/${action}`, body)).status,
      ).toBe(404);
    }
    expect((await mallory.call("POST", "/api/admin/github/check")).status).toBe(403);
  });
});
