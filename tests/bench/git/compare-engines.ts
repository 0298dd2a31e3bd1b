import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CommitRequest } from "#core/ports/git-host.ts";
import { createLocalGitHost, type LocalGitHost } from "#git-service/index.ts";
import { systemClock } from "#runtime/container/system-clock.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import { ada, startTestGitHost } from "#tests/helpers/start-git-server.ts";
import { median } from "../bench.ts";
import { makeSampleRepository, tenChanges, time } from "./sample-repository.ts";

/**
 * The numbers of decision 030: each operation on both engines, medians in milliseconds, on one repository.
 * `node tests/bench/git/compare-engines.ts [files] [rounds]`
 */
const files = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 7);

const test = await startTestGitHost();
const name = await makeSampleRepository(test, { files, commits: 1000 });

const open = (engine: "git" | "isomorphic"): Promise<LocalGitHost> =>
  createLocalGitHost({
    directory: test.host.directory,
    publicUrl: "http://localhost:3000",
    clock: systemClock,
    logger: silentLogger,
    sendPush: async () => {},
    engine,
  });

const measure = async (host: LocalGitHost): Promise<Record<string, number>> => {
  const samples: Record<string, number[]> = {};
  const take = async <Result>(what: string, task: () => Promise<Result>): Promise<Result> => {
    const results: Result[] = [];
    (samples[what] ??= []).push(await time(async () => results.push(await task())));
    const [result] = results;
    if (result === undefined) throw new Error(`${what} answered nothing.`);
    return result;
  };
  const start = (await host.resolve(name, "main")) ?? "";
  const text = (await host.readFile(name, start, "src/group-0/part-0/file-0.ts")).content;
  for (let round = 0; round < rounds; round += 1) {
    const [ours, theirs] = [`${host.engineName}-ours-${round}`, `${host.engineName}-theirs-${round}`];
    await host.createBranch(name, ours, start);
    await host.createBranch(name, theirs, start);
    const commit = (branch: string, changes: CommitRequest["changes"]) =>
      host.commit(name, { branch, expectedHead: start, changes, message: "x\n", author: ada, onMoved: "refuse" });
    const shared = { path: "src/group-0/part-0/file-0.ts", content: `// ${ours}\n${text}` };
    const { sha } = await take("commit 10 files", () => commit(ours, [...tenChanges(round, files).slice(5), shared]));
    await commit(theirs, [{ path: shared.path, content: `${text}// ${theirs}\n` }]);
    await take("log, 50 of 1,000", () => host.listCommits(name, { ref: ours, limit: 50 }));
    await take("log, all 1,000", () => host.listCommits(name, { ref: ours, limit: 1000 }));
    await take("list tree", () => host.listTree(name, ours));
    await take("read one file", () => host.readFile(name, ours, shared.path));
    await take("diff of 10 files", () => host.diff(name, { base: start, head: ours, fromMergeBase: true }));
    await take("merge, one file on both sides", () =>
      host.merge(name, { into: ours, from: theirs, message: "Merge\n", author: ada }),
    );
    const folder = join(test.folder, `export-${ours}`);
    await mkdir(folder);
    await take("export all files", async () => {
      await host.exportFiles(name, sha, folder);
      return true;
    });
    await rm(folder, { recursive: true });
  }
  return Object.fromEntries(Object.entries(samples).map(([what, all]) => [what, Math.round(median(all) * 10) / 10]));
};

const tables: Record<string, Record<string, number>> = {};
for (const engine of ["git", "isomorphic"] as const) {
  const host = await open(engine);
  tables[engine] = await measure(host);
  await host.close();
}
for (const [what, git] of Object.entries(tables.git ?? {})) {
  console.log(`| ${what} | ${git} | ${tables.isomorphic?.[what]} |`);
}
await test.stop();
