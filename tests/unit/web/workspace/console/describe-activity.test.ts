import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { describeActivity } from "#web/features/workspace/console/describe-activity.ts";
import { makeSha } from "../data/make-rows.ts";

test("a committed step says what and how much", () => {
  const details = { step: 2, title: "Add dogs", commitSha: makeSha(255), fileCount: 1 };
  expect(describeActivity({ action: "step.committed", details })).toEqual({
    text: "Committed 0000000: Add dogs",
    detail: "1 file, step 2",
    tone: "success",
  });
});

test("a failure says why and what to do", () => {
  const details = {
    branch: "main",
    commitSha: makeSha(1),
    environment: "production",
    message: "No build script.",
    fix: "Add one.",
  };
  expect(describeActivity({ action: "deployment.failed", details })).toMatchObject({
    text: "Production could not be built from 0000000",
    detail: "No build script. Add one.",
    tone: "danger",
  });
});

test("A29: text of others is made harmless, and details of the wrong kind do no harm", () => {
  const line = describeActivity({ action: "run.requested", details: { prompt: "a\u202Eb" } });
  expect(line.text).toBe("Asked the AI: a[U+202E]b");
  expect(() =>
    describeActivity({ action: "step.committed", details: { title: 4, fileCount: "many", commitSha: null } }),
  ).not.toThrow();
});

test("an action nobody foresaw is shown as the log has it", () => {
  expect(describeActivity({ action: "moon.landed", details: { on: "sunday" } })).toEqual({
    text: "moon landed",
    detail: '{"on":"sunday"}',
    tone: "plain",
  });
});

const sources = ["runtime/services", "runtime/jobs", "runtime/api/routes", "webhooks/process", "orchestrator/runs"];

test("every action the platform writes has words", async () => {
  const texts = await Promise.all(
    sources.map(async (folder) => {
      const names = await readdir(folder, { recursive: true });
      return Promise.all(
        names.filter((name) => name.endsWith(".ts")).map((name) => readFile(`${folder}/${name}`, "utf8")),
      );
    }),
  );
  const written = new Set(
    texts
      .flat()
      .flatMap((text) =>
        [
          ...text.matchAll(
            /"((?:run|step|commit|branch|deployment|plan|project|pull_request|review|check|repository)\.[a-z_]+)"/g,
          ),
        ].map(([, action]) => action ?? ""),
      ),
  );
  expect(written.size).toBeGreaterThan(15);
  // The name of an event of Vercel's, which is no action of ours.
  written.delete("deployment.created");
  const unknown = [...written].filter(
    (action) => describeActivity({ action, details: {} }).text === action.replaceAll(/[._]/g, " "),
  );
  expect(unknown).toEqual([]);
});
