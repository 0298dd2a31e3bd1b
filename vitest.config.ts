import { defineConfig } from "vitest/config";

const project = (name: string, options: { timeout: number; isParallel: boolean }) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: options.timeout,
    hookTimeout: Math.max(options.timeout, 60_000),
    pool: "forks" as const,
    fileParallelism: options.isParallel,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", { timeout: 10_000, isParallel: true }),
      project("integration", { timeout: 60_000, isParallel: true }),
      project("rls", { timeout: 60_000, isParallel: false }),
      project("e2e", { timeout: 240_000, isParallel: false }),
    ],
    maxWorkers: 2,
  },
});
