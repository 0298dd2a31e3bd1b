import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { startTestGitServer } from "#tests/helpers/start-git-server.ts";
import { type Bench, type BenchRow, median } from "./bench.ts";
import { makeSampleRepository, tenChanges, time, writeFiles } from "./git/sample-repository.ts";

const ROUNDS = 9;
const GOAL = 1.3;
const FILES = 2000;
const COMMITS = 1000;

type Server = Awaited<ReturnType<typeof startTestGitServer>>;

/** Two measures taken in turns, so that the machine's moods fall on both. */
const inTurns = async (rounds: number, ours: (round: number) => Promise<number>, baseline: typeof ours) => {
  const samples: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  for (let round = 0; round < rounds; round += 1) {
    samples.baseline.push(await baseline(round));
    samples.ours.push(await ours(round));
  }
  return { ours: median(samples.ours), baseline: median(samples.baseline) };
};

const measureClone = (test: Server, http: string, file: string) => {
  const clone = (url: string) => async () => {
    const target = join(test.folder, "clone");
    const milliseconds = await time(() => runClientGit(test.folder, ["clone", "-q", "--no-checkout", url, target]));
    await rm(target, { recursive: true });
    return milliseconds;
  };
  return inTurns(ROUNDS, clone(http), clone(file));
};

/** Pushes so many new commits of ten files each, from a clone of each. */
const measurePush = async (test: Server, urls: { http: string; file: string }, commits: number) => {
  const push = async (kind: "http" | "file") => {
    const work = join(test.folder, `${kind}-${commits}`);
    await runClientGit(test.folder, ["clone", "-q", urls[kind], work]);
    let next = 0;
    return async () => {
      for (let index = 0; index < commits; index += 1) {
        next += 1;
        const changes = tenChanges(next * 1000 + commits, FILES);
        for (const { path } of changes) await mkdir(join(work, dirname(path)), { recursive: true });
        await writeFiles(work, changes);
        await runClientGit(work, ["add", "."]);
        await runClientGit(work, ["commit", "-q", "-m", `Change ${next}`]);
      }
      return time(() => runClientGit(work, ["push", "-q", "origin", "HEAD"]));
    };
  };
  return inTurns(ROUNDS, await push("http"), await push("file"));
};

export const bench: Bench = {
  id: "P6",
  title: "Clone and push over HTTP",
  run: async () => {
    const test = await startTestGitServer();
    try {
      const name = await makeSampleRepository(test, { files: FILES, commits: COMMITS });
      test.serve(name);
      const plain = join(test.folder, "plain.git");
      await runClientGit(test.folder, ["clone", "-q", "--bare", test.host.repositoryDirectory(name.projectId), plain]);
      const urls = { http: test.url("write"), file: `file://${plain}` };
      const row = (what: string, { ours, baseline }: { ours: number; baseline: number }): BenchRow => ({
        case: what,
        ours,
        baseline,
        unit: "ms",
        goal: `<= ${GOAL}x of file://`,
        isMet: ours <= baseline * GOAL,
      });
      return [
        row(
          `clone ${FILES.toLocaleString("en")} files, ${COMMITS.toLocaleString("en")} commits`,
          await measureClone(test, urls.http, urls.file),
        ),
        row("push 1 commit of 10 files", await measurePush(test, urls, 1)),
        row("push 20 commits of 10 files", await measurePush(test, urls, 20)),
      ];
    } finally {
      await test.stop();
    }
  },
};
