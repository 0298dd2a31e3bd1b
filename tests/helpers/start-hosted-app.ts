import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { GitHubComment } from "./github/describe-pull.ts";
import { describeLineCommentEvent } from "./github/describe-pull.ts";
import type { GitHubRepository } from "./github/github-state.ts";
import { createPullRoutes, type PullState } from "./github/routes/pull-routes.ts";
import { startGitHub } from "./github/start-github.ts";
import { startTestApp, type TestPerson } from "./start-test-app.ts";
import { startFakeVercel } from "./vercel/start-fake-vercel.ts";

const vercelSecret = "vercel-webhook-secret-0123456789";
const BUILD_MILLISECONDS = 300;
/** Of every so many webhooks of Vercel one never arrives. */
const LOST_EVERY = 5;

/** The product connected to GitHub and Vercel by its environment alone, as somebody who hosts it sets it up. */
export const startHostedApp = async () => {
  const reviews: PullState = { pulls: [], checks: [] };
  const github = await startGitHub({ routes: createPullRoutes(reviews) });
  const webhook = { url: "", secret: vercelSecret };
  const vercel = await startFakeVercel({ webhook });
  const lost: number[] = [];
  vercel.webhooks.isLost = (number) => {
    if (number % LOST_EVERY !== 0) return false;
    lost.push(number);
    return true;
  };
  const { app: gitHubApp } = github;
  const app = await startTestApp({
    fetch: vercel.fetch,
    variables: {
      LETSCODE_PROVIDER: "demo",
      LETSCODE_GIT_HOST: "github",
      GITHUB_API_URL: github.apiUrl,
      GITHUB_APP_ID: String(gitHubApp.id),
      GITHUB_APP_PRIVATE_KEY: gitHubApp.privateKey,
      GITHUB_WEBHOOK_SECRET: gitHubApp.webhookSecret,
      GITHUB_CLIENT_ID: gitHubApp.clientId,
      GITHUB_CLIENT_SECRET: gitHubApp.clientSecret,
      LETSCODE_DEPLOY_HOST: "vercel",
      VERCEL_API_URL: vercel.url,
      VERCEL_TOKEN: vercel.state.token,
      VERCEL_TEAM_ID: "team_1",
      VERCEL_WEBHOOK_SECRET: vercelSecret,
    },
  });
  gitHubApp.webhookUrl = `${app.url}/functions/v1/github-webhook`;
  gitHubApp.callbackUrls.push(`${app.appOrigin}/settings/github`);
  webhook.url = `${app.url}/functions/v1/vercel-webhook`;
  const installation = await github.install(github.acme);

  // Vercel's Git integration: sees every repository of the account, and deploys what is pushed to one it has a project of.
  github.state.refListeners.push(async ({ repository, ref, after }) => {
    vercel.state.repositories.set(`acme/${repository.name}`, { id: repository.id, isPrivate: true });
    if (after === null) return;
    const branch = ref.slice("refs/heads/".length);
    const isProduction = branch === repository.defaultBranch;
    await vercel.deployFromGit({ repositoryId: repository.id, ref: branch, sha: after, isProduction });
  });

  const faults: unknown[] = [];
  const over = new AbortController();
  const build = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const begun = [...vercel.state.deployments.values()].filter(({ readyState }) => readyState === "QUEUED");
      for (const { id } of begun) vercel.build(id, ["Installing", "Built"]);
      await wait(BUILD_MILLISECONDS);
      for (const { id, readyState } of begun) {
        if (readyState === "BUILDING") await vercel.end(id, { state: "READY" }).catch((fault) => faults.push(fault));
      }
    }
  };
  const building = build();

  return {
    app,
    github,
    vercel,
    reviews,
    installation,
    /** Numbers of the webhooks of Vercel that never arrived. */
    lost,
    /** What Vercel's webhooks were answered, where that was no success. */
    faults,
    /** A person who has connected their account on GitHub, as octocat. */
    connect: async (name: string): Promise<TestPerson> => {
      const person = await app.signUp(name);
      const described = z.object({ authorizeUrl: z.string() });
      const { authorizeUrl } = described.parse(await (await person.call("GET", "/api/github")).json());
      const agreed = await fetch(authorizeUrl, { redirect: "manual" });
      const back = new URL(agreed.headers.get("location") ?? "").searchParams;
      const answer = await person.call("POST", "/api/github", { code: back.get("code"), state: back.get("state") });
      if (!answer.ok) throw new Error(await answer.text());
      return person;
    },
    /** Octocat comments on a line of the newest pull request, on GitHub. */
    comment: async (repository: GitHubRepository, body: string, path: string): Promise<GitHubComment> => {
      const pull = reviews.pulls.findLast((each) => each.repository.id === repository.id);
      if (pull === undefined) throw new Error("GitHub has no pull request.");
      const line = { path, line: 1, side: "RIGHT" as const, commitSha: pull.headSha, replyTo: null };
      const made = { id: github.state.nextId(), login: "octocat", body, createdAt: github.state.now(), line };
      pull.comments.push(made);
      pull.updatedAt = github.state.now();
      const event = describeLineCommentEvent(github.state, pull, made);
      await github.webhooks.emit("pull_request_review_comment", repository, "octocat", event);
      return made;
    },
    /** Octocat writes a comment anew on GitHub, or deletes it. */
    changeComment: async (made: GitHubComment, body: string | null): Promise<void> => {
      const pull = reviews.pulls.find(({ comments }) => comments.includes(made));
      if (pull === undefined) throw new Error("GitHub has no such comment.");
      const { body: from } = made;
      if (body === null) pull.comments.splice(pull.comments.indexOf(made), 1);
      else Object.assign(made, { body, updatedAt: github.state.now() });
      const change = body === null ? ({ action: "deleted" } as const) : ({ action: "edited", from } as const);
      const event = describeLineCommentEvent(github.state, pull, made, change);
      await github.webhooks.emit("pull_request_review_comment", pull.repository, "octocat", event);
    },
    stop: async () => {
      over.abort();
      await building;
      await app.stop();
      await vercel.stop();
      await github.stop();
    },
  };
};
export type HostedApp = Awaited<ReturnType<typeof startHostedApp>>;
