import { describe, expect, it } from "vitest";
import type { GitCommit } from "#core/ports/git-host.ts";
import { composeMessage } from "#git-service/message/compose-message.ts";
import { toCommit } from "#git-service/message/to-commit.ts";

const options = { branch: "main", pushed: true, aiEmail: "ai@letscode.dev" };
const message = composeMessage({
  subject: "Add dogs",
  run: {
    id: "0190e8a0-0000-7000-8000-000000000001",
    step: 2,
    feature: null,
    model: "demo/groomer",
    prompt: "builder@1",
    usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 },
    checks: {},
  },
});

const commitBy = (email: string, text: string): GitCommit => ({
  sha: "a".repeat(40),
  treeSha: "b".repeat(40),
  parents: [],
  author: { name: "Someone", email },
  committer: { name: "Someone", email },
  createdAt: "2026-03-02T09:00:00.000Z",
  message: text,
});

describe("toCommit", () => {
  it("is the AI's when our identity made it for a run", () => {
    expect(toCommit(commitBy("AI@letscode.dev", message), options)).toMatchObject({
      actor: "ai",
      runId: "0190e8a0-0000-7000-8000-000000000001",
      step: 2,
      subject: "Add dogs",
    });
  });

  it("is the system's when our identity made it without a run", () => {
    expect(toCommit(commitBy("ai@letscode.dev", "Revert it\n"), options)).toMatchObject({
      actor: "system",
      runId: null,
    });
  });

  it("is a person's whatever its trailers claim", () => {
    expect(toCommit(commitBy("eve@example.com", message), options)).toMatchObject({
      actor: "user",
      runId: null,
      step: null,
    });
  });
});
