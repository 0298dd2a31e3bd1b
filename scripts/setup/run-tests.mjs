import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeBinary, root, toolEnvironment } from "./folders.mjs";
import { listFailures } from "./list-failures.mjs";

/** A run that ended badly without a failed test: an error outside of the tests, or none of them came to be run. */
const unnamed = (project, code) => ({
  name: `${project} (as a whole)`,
  reason: `vitest ended with ${code === null ? "a signal" : `code ${code}`} and named no test; what it printed says more.`,
});

const readReport = (project, file, code) => {
  let report = { numPassedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // It ended before it could write one.
  }
  const failures = listFailures(report);
  if (code !== 0 && failures.length === 0) failures.push(unnamed(project, code));
  return { passed: report.numPassedTests, skipped: report.numPendingTests + report.numTodoTests, failures };
};

/** Runs one project of vitest.config.ts, with its output as it comes; resolves with how many tests passed, and what failed. */
export const runTests = (project, extra = {}) =>
  new Promise((resolve, reject) => {
    const folder = mkdtempSync(join(tmpdir(), "letscode-report-"));
    const file = join(folder, "report.json");
    const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
    const parameters = [
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ];
    const child = spawn(nodeBinary, [vitest, ...parameters], {
      cwd: root,
      stdio: "inherit",
      env: toolEnvironment(extra),
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const outcome = readReport(project, file, code);
      rmSync(folder, { recursive: true, force: true });
      resolve(outcome);
    });
  });
