import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { pushWebhookSchema } from "#core/contracts/push-webhook.ts";
import { createSendPushWebhook, signPayload, type LocalGitHost } from "#git-service/index.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { listProcessesIn } from "#tests/helpers/list-processes-in.ts";
import { ada, startTestGitHost, startTestGitServer, type TestGitHost } from "#tests/helpers/start-git-server.ts";

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

const write = (host: LocalGitHost, name: Parameters<LocalGitHost["commit"]>[0], head: string, path: string) =>
  host.commit(name, {
    branch: "main",
    expectedHead: head,
    changes: [{ path, content: `${path}\n` }],
    message: `Add ${path}\n`,
    author: ada,
    onMoved: "refuse",
  });

describe("push webhooks", () => {
  it("have GitHub's shape, for commits by API and for pushes alike, and say what changed", async () => {
    const test = await startTestGitServer();
    ({ stop } = test);
    const name = await test.serveRepository();
    const { sha } = await write(test.host, name, name.head, "by-api");
    const work = join(test.folder, "work");
    await runClientGit(test.folder, ["clone", "-q", test.url("write"), work]);
    await writeFile(join(work, "by-push"), "1\n");
    await runClientGit(work, ["rm", "-q", "by-api"]);
    await runClientGit(work, ["add", "."]);
    await runClientGit(work, ["commit", "-q", "-m", "Add by-push\n\nWith a body."]);
    const pushed = await runClientGit(work, ["rev-parse", "HEAD"]);
    await runClientGit(work, ["push", "-q"]);
    await expect.poll(() => test.deliveries.length).toBe(3);
    const [, byApi, byPush] = test.deliveries.map(({ payload }) => payload);
    for (const payload of [byApi, byPush]) {
      expect(pushWebhookSchema.parse(payload)).toMatchObject({
        ref: "refs/heads/main",
        created: false,
        deleted: false,
        forced: false,
        repository: { id: name.projectId, full_name: "ada/app", default_branch: "main" },
        pusher: { name: "Ada", email: "ada@example.com" },
      });
    }
    expect(byApi).toMatchObject({ before: name.head, after: sha });
    expect(byPush).toMatchObject({
      before: sha,
      after: pushed,
      commits: [
        { id: pushed, message: "Add by-push\n\nWith a body.\n", added: ["by-push"], removed: ["by-api"], modified: [] },
      ],
      head_commit: { id: pushed },
    });
  });

  it("of branches and tags: made, deleted, annotated, with the commits that are new", async () => {
    const test = await startTestGitServer();
    ({ stop } = test);
    const name = await test.serveRepository();
    const work = join(test.folder, "work");
    await runClientGit(test.folder, ["clone", "-q", test.url("write"), work]);
    for (const text of ["One", "Two"]) await runClientGit(work, ["commit", "-q", "--allow-empty", "-m", text]);
    await runClientGit(work, ["tag", "-a", "-m", "Release", "v1"]);
    await runClientGit(work, ["push", "-q", "origin", "HEAD:refs/heads/side", "v1"]);
    await runClientGit(work, ["push", "-q", "origin", ":side"]);
    await expect.poll(() => test.deliveries.length).toBe(4);
    const [, made, tag, deleted] = test.deliveries.map(({ payload }) => payload);
    expect(made).toMatchObject({
      created: true,
      before: "0".repeat(40),
      commits: [{ message: "One\n" }, { message: "Two\n" }],
    });
    expect(tag).toMatchObject({ ref: "refs/tags/v1", created: true, commits: [] });
    expect(deleted).toMatchObject({ deleted: true, after: "0".repeat(40), head_commit: null, commits: [] });
    expect(await test.host.listBranches(name)).toHaveLength(1);
  });

  it("arrive signed over HTTP, in order, again and again until they are taken", async () => {
    const seen: { id: string; after: string; isSigned: boolean }[] = [];
    let failures = 2;
    const receiver = createServer(async (request, response) => {
      const body = await text(request);
      failures -= 1;
      if (failures >= 0) return response.writeHead(503).end();
      seen.push({
        id: String(request.headers["x-github-delivery"]),
        after: pushWebhookSchema.parse(JSON.parse(body)).after,
        isSigned: request.headers["x-hub-signature-256"] === signPayload(body, "shared secret"),
      });
      return response.writeHead(202).end();
    });
    await once(receiver.listen(0, "127.0.0.1"), "listening");
    const address = receiver.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const test = await startTestGitHost({
      sendPush: createSendPushWebhook({ url: `http://127.0.0.1:${port}/hook`, secret: "shared secret", fetch }),
    });
    stop = async () => {
      await test.stop();
      receiver.close();
    };
    const name = await test.createRepository();
    const heads = [name.head];
    for (let index = 0; index < 5; index += 1) {
      heads.push((await write(test.host, name, heads.at(-1) ?? "", `file-${index}`)).sha);
    }
    await test.host.flush();
    expect(seen.map(({ after }) => after)).toEqual(heads);
    expect(seen.every(({ isSigned }) => isSigned)).toBe(true);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(heads.length);
    expect(await readdir(join(test.host.directory, "outbox"))).toEqual([]);
  });
});

/** A process of its own that commits without end and never gets an announcement through. */
const committer = `
import { createLocalGitHost } from "#git-service/index.ts";
import { systemClock } from "#runtime/container/system-clock.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
const [directory, name, head] = process.argv.slice(1);
const host = await createLocalGitHost({ directory, publicUrl: "http://x", clock: systemClock, logger: silentLogger,
  sendPush: () => new Promise(() => {}) });
const author = { name: "Ada", email: "ada@example.com" };
let expectedHead = head;
for (let index = 0; ; index += 1) {
  const changes = [{ path: "file-" + index, content: "x" }];
  const request = { branch: "main", expectedHead, changes, message: "Commit " + index, author, onMoved: "refuse" };
  ({ sha: expectedHead } = await host.commit(JSON.parse(name), request));
  process.stdout.write(expectedHead + "\\n");
}
`;

/** Kills the committer some time after its first commit, and answers the commits it reported. */
const killInTheMiddle = async (test: TestGitHost, milliseconds: number) => {
  const name = await test.createRepository();
  await test.host.flush();
  const args = ["--input-type=module", "--eval", committer, test.host.directory, JSON.stringify(name), name.head];
  const child = spawn(process.execPath, args, {
    cwd: new URL("../../..", import.meta.url),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = text(child.stdout);
  await once(child.stdout, "readable");
  await wait(milliseconds);
  child.kill("SIGKILL");
  const reported = (await output).split("\n").filter(Boolean);
  // git finishes what it was told before its parent died.
  const directory = test.host.repositoryDirectory(name.projectId);
  const isMoving = async () => (await listProcessesIn(directory)).some((command) => command.includes("update-ref"));
  while (await isMoving()) await wait(20);
  return { name, reported };
};

/** A server of its own, for one push, that never gets an announcement through. */
const server = `
import { createServer } from "node:http";
import { createGitHttpHandler, createLocalGitHost } from "#git-service/index.ts";
import { systemClock } from "#runtime/container/system-clock.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
const [directory, name] = process.argv.slice(1);
const clock = systemClock, logger = silentLogger;
const host = await createLocalGitHost({ directory, publicUrl: "http://x", clock, logger, sendPush: () => new Promise(() => {}) });
const pusher = { name: "Ada", email: "ada@example.com" };
const authorise = async () => ({ outcome: "allowed", repository: JSON.parse(name), pusher });
const handler = createGitHttpHandler({ host, authorise, clock, logger });
const http = createServer((request, response) => handler.handle(request, response));
http.listen(0, "127.0.0.1", () => process.stdout.write(http.address().port + "\\n"));
`;

describe("A8: a killed process", () => {
  it("that had taken a push: the push stays and is announced by the next process", async () => {
    const test = await startTestGitHost();
    ({ stop } = test);
    const name = await test.createRepository();
    const args = ["--input-type=module", "--eval", server, test.host.directory, JSON.stringify(name)];
    const child = spawn(process.execPath, args, {
      cwd: new URL("../../..", import.meta.url),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = await once(child.stdout, "data");
    const work = join(test.folder, "work");
    const url = `http://x:token@127.0.0.1:${String(port).trim()}/git/ada/app.git`;
    await runClientGit(test.folder, ["clone", "-q", url, work]);
    await runClientGit(work, ["commit", "-q", "--allow-empty", "-m", "Pushed"]);
    await runClientGit(work, ["push", "-q"]);
    child.kill("SIGKILL");
    await once(child, "close");
    const sha = await runClientGit(work, ["rev-parse", "HEAD"]);
    await test.host.maintain();
    await test.host.flush();
    expect(test.deliveries.map(({ payload }) => payload.after)).toEqual([name.head, sha]);
    expect(await test.host.resolve(name, "main")).toBe(sha);
  });

  it("leaves whole commits only, and every one of them is announced by the next process, once", async () => {
    const test = await startTestGitHost();
    ({ stop } = test);
    for (const milliseconds of [0, 37, 120]) {
      test.deliveries.length = 0;
      const { name, reported } = await killInTheMiddle(test, milliseconds);
      test.deliveries.length = 0;
      await test.assertSound();
      const { items } = await test.host.listCommits(name, { ref: "main", limit: 200 });
      const landed = items
        .map(({ sha }) => sha)
        .toReversed()
        .slice(1);
      expect(landed.slice(0, reported.length)).toEqual(reported);
      expect(landed.length - reported.length).toBeLessThanOrEqual(1);
      await test.host.maintain();
      await test.host.flush();
      const announced = test.deliveries.map(({ payload }) => payload.after);
      expect(announced.toSorted()).toEqual(landed.toSorted());
    }
  });
});
