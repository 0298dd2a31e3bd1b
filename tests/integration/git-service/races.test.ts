import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { LetscodeError } from "#core/errors/letscode-error.ts";
import { prepareChanges } from "#git-service/local/operations/commit-files.ts";
import { createCommit } from "#git-service/local/operations/create-commit.ts";
import { rewriteTree } from "#git-service/local/operations/rewrite-tree.ts";
import { readCommitObject } from "#git-service/local/operations/walk-history.ts";
import { runClientGit, tryGit } from "#tests/helpers/git-client.ts";
import { pushOverHttp } from "#tests/helpers/push-over-http.ts";
import { ada, startTestGitServer, type TestGitServer } from "#tests/helpers/start-git-server.ts";

const ROUNDS = 200;
/** In every so many rounds both write the same line. */
const CONTESTED_EVERY = 5;
/** In every so many rounds the person pushes with git itself. */
const GIT_EVERY = 20;

type Name = Awaited<ReturnType<TestGitServer["serveRepository"]>>;

const edits = (path: string, isContested: boolean) => [
  { path, content: "x" },
  ...(isContested ? [{ path: "contested.txt", content: `${path}\n` }] : []),
];

/** A person with a clone of their own, who pushes over HTTP. */
const createPerson = async (test: TestGitServer, name: Name) => {
  const clone = join(test.folder, "person.git");
  await runClientGit(test.folder, ["clone", "-q", "--bare", test.url("write"), clone]);
  const server = await test.host.openRepository(name);

  const pushThin = async (head: string, path: string, isContested: boolean) => {
    const parent = await readCommitObject(server, head);
    const { objects, treeChanges } = prepareChanges(edits(path, isContested));
    const tree = await rewriteTree(server, parent.treeSha, treeChanges);
    const now = new Date();
    const commit = createCommit({ treeSha: tree.treeSha, parents: [parent], author: ada, message: path, now });
    const update = { ref: "refs/heads/main", before: head, after: commit.sha };
    const all = [...objects, ...tree.objects, commit];
    const url = `http://127.0.0.1:${test.port}/git/ada/app.git`;
    return { sha: commit.sha, outcome: await pushOverHttp(url, "write", { ...update, objects: all }) };
  };

  const pushWithGit = async (head: string, path: string, isContested: boolean) => {
    await runClientGit(clone, ["fetch", "-q", test.url("read"), "main"]);
    const lines = [
      "commit refs/heads/mine",
      "mark :1",
      "committer Ada <ada@example.com> now",
      `data ${path.length}\n${path}`,
      `from ${head}`,
      ...edits(path, isContested).map(
        (edit) => `M 100644 inline ${edit.path}\ndata ${edit.content.length}\n${edit.content}`,
      ),
      "get-mark :1",
    ];
    const options = ["--quiet", "--force", "--date-format=now", "--cat-blob-fd=1"];
    const sha = await runClientGit(clone, ["fast-import", ...options], { input: `${lines.join("\n")}\n` });
    const { code, stderr } = await tryGit(clone, ["push", test.url("write"), "mine:main"]);
    return { sha, outcome: code === 0 ? "ok" : stderr };
  };
  return { push: (isWithGit: boolean) => (isWithGit ? pushWithGit : pushThin) };
};

it(
  "A11: 200 races of AI commits against pushes: no commit is lost, and what cannot be joined is said",
  { timeout: 900_000 },
  async () => {
    const test = await startTestGitServer();
    onTestFinished(() => test.stop());
    const name = await test.serveRepository([{ path: "contested.txt", content: "start\n" }]);
    const person = await createPerson(test, name);
    const landed: { sha: string; path: string; base: string | null }[] = [];
    const conflicts: unknown[] = [];
    const rejections: string[] = [];
    let replayed = 0;
    /** How long a push takes here, to let the AI's commit fall before, into and after it. */
    let pushMilliseconds = 50;

    const look = async (isContested: boolean) => {
      const head = (await test.host.resolve(name, "main")) ?? "";
      const base = isContested ? (await test.host.readFile(name, head, "contested.txt")).content : null;
      return { head, base };
    };

    /** Pushes a change of what was seen; after a rejection looks again, does the change again and pushes again. */
    const pushAsPerson = async (round: number, first: Awaited<ReturnType<typeof look>>): Promise<void> => {
      const path = `person-${round}`;
      const push = person.push(round % GIT_EVERY === 0);
      for (let seen = first; ; seen = await look(first.base !== null)) {
        const started = performance.now();
        const { sha, outcome } = await push(seen.head, path, seen.base !== null);
        pushMilliseconds = (pushMilliseconds * 3 + performance.now() - started) / 4;
        if (outcome === "ok") {
          landed.push({ sha, path, base: seen.base });
          return;
        }
        rejections.push(outcome);
      }
    };

    /** The AI commits a change of what it saw, a while after the person began to push. */
    const commitAsAi = async (round: number, { head, base }: Awaited<ReturnType<typeof look>>): Promise<void> => {
      const path = `ai-${round}`;
      await wait(((round * 7) % 20) * 0.06 * pushMilliseconds);
      const changes = edits(path, base !== null);
      const request = { branch: "main", expectedHead: head, changes, message: `${path}\n`, author: ada };
      try {
        const result = await test.host.commit(name, { ...request, onMoved: "replay" });
        if (result.isReplayed) replayed += 1;
        landed.push({ sha: result.sha, path, base });
      } catch (error) {
        if (!(error instanceof LetscodeError) || error.code !== "merge_conflict") throw error;
        conflicts.push(error.data);
      }
    };

    for (let round = 0; round < ROUNDS; round += 1) {
      const seen = await look(round % CONTESTED_EVERY === 0);
      await Promise.all([pushAsPerson(round, seen), commitAsAi(round, seen)]);
    }

    const main = (await test.host.resolve(name, "main")) ?? "";
    const bare = test.host.repositoryDirectory(name.projectId);
    const history = (await runClientGit(bare, ["rev-list", "--first-parent", main])).split("\n");
    expect(landed).toHaveLength(2 * ROUNDS - conflicts.length);
    expect(new Set(history)).toEqual(new Set([name.head, ...landed.map(({ sha }) => sha)]));
    const files = new Set((await test.host.listTree(name, main)).items.map(({ path }) => path));
    expect(landed.filter(({ path }) => !files.has(path))).toEqual([]);
    // Nobody overwrote a line that he had not seen.
    for (const { sha, base } of landed.filter((one) => one.base !== null)) {
      const [parent = ""] = (await test.host.readCommit(name, sha)).parents;
      expect((await test.host.readFile(name, parent, "contested.txt")).content).toBe(base);
    }
    await test.host.flush();
    await expect.poll(() => test.deliveries.length, { timeout: 60_000 }).toBe(landed.length + 1);
    expect(conflicts).toEqual(conflicts.map(() => ({ paths: ["contested.txt"] })));
    const reason = /pre-receive hook declined|failed to update ref|rejected|cannot lock ref/;
    expect(rejections.filter((outcome) => !reason.test(outcome))).toEqual([]);
    // The races were races.
    expect(rejections.length).toBeGreaterThan(10);
    expect(replayed).toBeGreaterThan(10);
    expect(conflicts.length).toBeGreaterThan(0);
  },
);
