import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { tryGit } from "#tests/helpers/git-client.ts";
import { listProcessesIn } from "#tests/helpers/list-processes-in.ts";
import { startTestGitServer, type TestGitServer } from "#tests/helpers/start-git-server.ts";

let test: TestGitServer;

const openPush = (port: number) => {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(
    `POST /git/ada/app.git/git-receive-pack HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${btoa("x:write")}\r\nContent-Type: application/x-git-receive-pack-request\r\nContent-Length: 1000\r\n\r\n`,
  );
  return socket;
};

describe("limits of requests", () => {
  afterEach(() => test.stop());

  it("A5: a silent client is cut off, and its git with it", async () => {
    test = await startTestGitServer({ http: { limits: { idleMilliseconds: 300 } } });
    const name = await test.serveRepository();
    const started = performance.now();
    await openPush(test.port).toArray();
    expect(performance.now() - started).toBeLessThan(3000);
    await expect
      .poll(() => listProcessesIn(test.host.repositoryDirectory(name.projectId)), { timeout: 5000 })
      .not.toContain("git http-backend");
  });

  it("A5: one that drips is cut off in the end", async () => {
    test = await startTestGitServer({ http: { limits: { idleMilliseconds: 500, totalMilliseconds: 1500 } } });
    await test.serveRepository();
    const started = performance.now();
    const socket = openPush(test.port);
    const timer = setInterval(() => socket.write("0"), 100);
    await socket.toArray();
    clearInterval(timer);
    const took = performance.now() - started;
    expect(took).toBeGreaterThan(1000);
    expect(took).toBeLessThan(5000);
  });

  it("requests above the limit wait their turn", async () => {
    test = await startTestGitServer({ http: { limits: { concurrency: 2 } } });
    const name = await test.serveRepository();
    const running = async () =>
      (await listProcessesIn(test.host.repositoryDirectory(name.projectId))).filter(
        (one) => one === "git http-backend",
      );
    const sockets = [openPush(test.port), openPush(test.port), openPush(test.port)];
    await expect.poll(running, { timeout: 5000 }).toHaveLength(2);
    const cloning = tryGit(test.folder, ["clone", "-q", test.url("read"), "waiting"]);
    await wait(300);
    expect(await running()).toHaveLength(2);
    for (const socket of sockets) socket.destroy();
    expect((await cloning).code).toBe(0);
    await expect.poll(running, { timeout: 5000 }).toEqual([]);
  });

  it("close ends what is running and refuses what comes", async () => {
    test = await startTestGitServer();
    const name = await test.serveRepository();
    const hanging = openPush(test.port).toArray();
    await expect
      .poll(() => listProcessesIn(test.host.repositoryDirectory(name.projectId)), { timeout: 5000 })
      .toContain("git http-backend");
    await test.handler.close();
    await hanging;
    expect(await listProcessesIn(test.host.repositoryDirectory(name.projectId))).not.toContain("git http-backend");
    const { stderr } = await tryGit(test.folder, ["clone", test.url("read"), "late"]);
    expect(stderr).toContain("503");
  });

  it("says so when the server has no git", async () => {
    test = await startTestGitServer({ engine: "isomorphic" });
    await test.serveRepository();
    const { stderr } = await tryGit(test.folder, ["clone", test.url("read"), "x"]);
    expect(stderr).toContain("501");
    expect(stderr).toContain("no git");
  });
});
