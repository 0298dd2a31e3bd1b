import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { LetscodeError } from "#core/errors/letscode-error.ts";
import { runClientGit, tryGit } from "#tests/helpers/git-client.ts";
import { ada, startTestGitServer } from "#tests/helpers/start-git-server.ts";

const ROUNDS = 200;
/** In every so many rounds both write the same line. */
const CONTESTED_EVERY = 5;

it(
  "A11: 200 races of AI commits against pushes: no commit is lost, and what cannot be joined is said",
  { timeout: 900_000 },
  async () => {
    const test = await startTestGitServer();
    const name = await test.serveRepository([{ path: "contested.txt", content: "start\n" }]);
    const work = join(test.folder, "person.git");
    await runClientGit(test.folder, ["clone", "-q", "--bare", test.url("write"), work]);
    const git = (...args: string[]) => runClientGit(work, args);
    const landed: { sha: string; path: string; base: string | null }[] = [];
    const conflicts: unknown[] = [];
    const rejections: string[] = [];
    let replayed = 0;
    /** How long a push takes here, to let the AI's commit fall before, into and after it. */
    let pushMilliseconds = 100;
    /** The head the person knows. */
    let seen = name.head;

    /** A person's commit on top of what they last saw. */
    const prepare = async (path: string, isContested: boolean) => {
      const base = isContested ? await git("show", `${seen}:contested.txt`) : null;
      const lines = [
        "commit refs/heads/mine",
        "mark :1",
        "committer Ada <ada@example.com> now",
        `data ${path.length}\n${path}`,
        `from ${seen}`,
        `M 100644 inline ${path}\ndata 1\nx`,
        ...(isContested ? [`M 100644 inline contested.txt\ndata ${path.length + 1}\n${path}\n`] : []),
        "get-mark :1",
      ];
      const options = ["--quiet", "--force", "--date-format=now", "--cat-blob-fd=1"];
      const sha = await runClientGit(work, ["fast-import", ...options], { input: `${lines.join("\n")}\n` });
      return { sha, path, base };
    };

    /** Pushes what was prepared; after a rejection fetches, does the change again and pushes again. */
    const pushAsPerson = async (prepared: Awaited<ReturnType<typeof prepare>>): Promise<void> => {
      for (let change = prepared; ; change = await prepare(change.path, change.base !== null)) {
        const started = performance.now();
        const { code, stderr } = await tryGit(work, ["push", test.url("write"), "mine:main"]);
        pushMilliseconds = performance.now() - started;
        if (code === 0) {
          seen = change.sha;
          landed.push(change);
          return;
        }
        rejections.push(stderr);
        await git("fetch", "-q", test.url("read"), "+main:main");
        seen = await git("rev-parse", "refs/heads/main");
      }
    };

    /** The AI commits on top of what it last saw, a while after the person began to push. */
    const commitAsAi = async (round: number, head: string, base: string | null): Promise<void> => {
      const path = `ai-${round}`;
      await wait(((round * 7) % 20) * 0.06 * pushMilliseconds);
      const changes = [
        { path, content: "x" },
        ...(base === null ? [] : [{ path: "contested.txt", content: `${path}\n` }]),
      ];
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
      const isContested = round % CONTESTED_EVERY === 0;
      const head = (await test.host.resolve(name, "main")) ?? "";
      const base = isContested ? (await test.host.readFile(name, head, "contested.txt")).content.trim() : null;
      const prepared = await prepare(`person-${round}`, isContested);
      await Promise.all([pushAsPerson(prepared), commitAsAi(round, head, base)]);
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
      expect(await runClientGit(bare, ["show", `${sha}^:contested.txt`])).toBe(base);
    }
    await test.host.flush();
    await expect.poll(() => test.deliveries.length).toBe(landed.length + 1);
    expect(conflicts).toEqual(conflicts.map(() => ({ paths: ["contested.txt"] })));
    const reason = /rejected|moved while you pushed|failed to update ref|cannot lock ref/;
    expect(rejections.filter((stderr) => !reason.test(stderr))).toEqual([]);
    // The races were races.
    expect(rejections.length).toBeGreaterThan(10);
    expect(replayed).toBeGreaterThan(10);
    expect(conflicts.length).toBeGreaterThan(0);
    await test.stop();
  },
);
