import { createLocalGitHost } from "#git-service/index.ts";
import { systemClock } from "#runtime/container/system-clock.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import { ada, startTestGitHost } from "#tests/helpers/start-git-server.ts";
import { type Bench, median } from "./bench.ts";
import { makeSampleRepository, sampleText, time } from "./git/sample-repository.ts";

const ROUNDS = 25;
const GOAL = 2;

/** The git half of the timeline; its rows in the database are read beside it. */
export const bench: Bench = {
  id: "P7",
  title: "Timeline and diff, the git part",
  run: async () => {
    const test = await startTestGitHost();
    try {
      const name = await makeSampleRepository(test, { files: 1000, commits: 10_000 });
      const directory = test.host.repositoryDirectory(name.projectId);
      const base = (await test.host.resolve(name, "main")) ?? "";
      const { sha: head } = await test.host.commit(name, {
        branch: "large",
        expectedHead: null,
        changes: Array.from({ length: 50 }, (_, index) => ({
          path: `src/changed/file-${index}.ts`,
          content: sampleText(`changed ${index}`),
        })),
        message: "Change 2,000 lines\n",
        author: ada,
        onMoved: "refuse",
      });
      const empty = await test.host.commit(name, {
        branch: "empty",
        expectedHead: null,
        changes: [],
        message: "Nothing\n",
        author: ada,
        onMoved: "refuse",
      });
      const samples: Record<"log" | "cold" | "diff" | "baseline", number[]> = {
        log: [],
        cold: [],
        diff: [],
        baseline: [],
      };
      for (let round = 0; round < ROUNDS; round += 1) {
        samples.baseline.push(await time(() => runClientGit(directory, ["log", "-50", "--name-status", base])));
        samples.log.push(await time(() => test.host.listCommits(name, { ref: "main", limit: 50 })));
        const other = await createLocalGitHost({
          directory: test.host.directory,
          publicUrl: "http://localhost:3000",
          clock: systemClock,
          logger: silentLogger,
          sendPush: async () => {},
        });
        samples.cold.push(await time(() => other.listCommits(name, { ref: "main", limit: 50 })));
        await other.close();
        samples.diff.push(await time(() => test.host.diff(name, { base: empty.sha, head, fromMergeBase: false })));
      }
      const baseline = median(samples.baseline);
      const row = (what: string, ours: number) => ({
        case: what,
        ours,
        baseline,
        unit: "ms" as const,
        goal: `<= ${GOAL}x of git log -50 --name-status`,
        isMet: ours <= baseline * GOAL,
      });
      return [
        row("50 newest of 10,000 commits", median(samples.log)),
        row("50 newest of 10,000 commits, first look", median(samples.cold)),
        row("diff of a 2,000-line change in 50 files", median(samples.diff)),
      ];
    } finally {
      await test.stop();
    }
  },
};
