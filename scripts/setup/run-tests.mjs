import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeBinary, root, toolEnvironment } from "./folders.mjs";

/** What a report says; a file that could not even be loaded has no tests, and counts as one that failed. */
const count = (report) => {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

const readReport = (file, code) => {
  try {
    const counted = count(JSON.parse(readFileSync(file, "utf8")));
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
};

/** Runs one project of vitest.config.ts, with its output as it comes; resolves with how many tests passed and failed. */
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
      const counted = readReport(file, code);
      rmSync(folder, { recursive: true, force: true });
      resolve(counted);
    });
  });
