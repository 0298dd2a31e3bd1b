import { defineConfig } from "vitest/config";

/**
 * A test that speaks to processes, sandboxes and a browser, or waits for a timer, may meet a busy machine. In CI it
 * gets a second try, and vitest says so; on a person's machine it does not, so that nobody gets used to it.
 */
const retries = process.env["CI"] === undefined ? 0 : 1;

interface Options {
  timeout: number;
  isParallel: boolean;
  retry?: number;
  /** Each file with modules of its own. Loading them anew for 147 files was three quarters of the unit tests' time. */
  isolate?: boolean;
}

const project = (name: string, options: Options) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: options.timeout,
    hookTimeout: Math.max(options.timeout, 60_000),
    pool: "forks" as const,
    fileParallelism: options.isParallel,
    retry: options.retry ?? 0,
    isolate: options.isolate ?? true,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", { timeout: 30_000, isParallel: true, isolate: false }),
      project("integration", { timeout: 60_000, isParallel: true, retry: retries }),
      project("rls", { timeout: 60_000, isParallel: false }),
      // Every screen in both sizes and themes: minutes of its own, so it is asked for by name.
      project("accessibility", { timeout: 240_000, isParallel: false, retry: retries }),
      project("e2e", { timeout: 240_000, isParallel: false, retry: retries }),
    ],
    maxWorkers: 2,
    // Of tests that run side by side in one file: the screens, each a page of one browser.
    maxConcurrency: 3,
    // Tests of access are refused hundreds of times, and each refusal leaves its line in the product's log.
    onConsoleLog: (log) =>
      !log.split("\n").every((line) => line === "" || line.startsWith("The Data API refused a request: ")),
  },
});
