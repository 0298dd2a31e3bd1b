import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { ada, startTestGitHost, type TestGitHost } from "#tests/helpers/start-git-server.ts";
import { type Bench, type BenchRow, median } from "./bench.ts";
import { makeSampleRepository, tenChanges, time, writeFiles } from "./git/sample-repository.ts";

const ROUNDS = 25;
const WARM_UP = 3;
const GOAL = 0.25;
/** Flat: ten thousand files cost at most so much more than a hundred. */
const FLAT = 1.5;

/** Medians of ours and of git, taken in turns. */
const measure = async (test: TestGitHost, files: number): Promise<{ ours: number; baseline: number }> => {
  const name = await makeSampleRepository(test, { files, commits: 50 });
  const work = join(test.folder, `work-${files}`);
  await runClientGit(test.folder, ["clone", "-q", test.host.repositoryDirectory(name.projectId), work]);
  let head = (await test.host.resolve(name, "main")) ?? "";
  const samples: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const changes = tenChanges(round, files);
    const paths = changes.map(({ path }) => path);
    await Promise.all(paths.map((path) => mkdir(join(work, dirname(path)), { recursive: true })));
    await writeFiles(work, changes);
    const baseline = await time(async () => {
      await runClientGit(work, ["add", "--", ...paths]);
      await runClientGit(work, ["commit", "-q", "-m", `Round ${round}`]);
    });
    const ours = await time(async () => {
      const request = { branch: "main", expectedHead: head, changes, message: `Round ${round}\n`, author: ada };
      ({ sha: head } = await test.host.commit(name, { ...request, onMoved: "refuse" }));
    });
    if (round < WARM_UP) continue;
    samples.ours.push(ours);
    samples.baseline.push(baseline);
  }
  return { ours: median(samples.ours), baseline: median(samples.baseline) };
};

export const bench: Bench = {
  id: "P1",
  title: "One step of 10 files as a commit",
  run: async () => {
    const test = await startTestGitHost();
    const rows: BenchRow[] = [];
    try {
      for (const files of [100, 1000, 10_000]) {
        const { ours, baseline } = await measure(test, files);
        rows.push({
          case: `commit 10 files into ${files.toLocaleString("en")}`,
          ours,
          baseline,
          unit: "ms",
          goal: `<= ${GOAL}x of git add + git commit`,
          isMet: ours <= baseline * GOAL,
        });
      }
      const [small, , large] = rows.map(({ ours }) => ours);
      rows.push({
        case: "10,000 files against 100, both ours",
        ours: large ?? Number.NaN,
        baseline: small ?? Number.NaN,
        unit: "ms",
        goal: `flat: <= ${FLAT}x`,
        isMet: (large ?? Number.NaN) <= (small ?? Number.NaN) * FLAT,
      });
      return rows;
    } finally {
      await test.stop();
    }
  },
};
