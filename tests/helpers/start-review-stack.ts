import { randomBytes } from "node:crypto";
import type { Project } from "#core/contracts/project.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";
import { createLocalPullRequestHost } from "#git-service/index.ts";
import type { ReviewContext } from "#runtime/services/review/review-context.ts";
import type { Session } from "#runtime/services/service-context.ts";
import { silentLogger } from "./silent-logger.ts";
import { aiAuthor, fastClock, human, startRunStack, type RunStack } from "./start-run-stack.ts";

export interface ReviewStack extends RunStack {
  review: ReviewContext;
  session: Session;
  /** Commits a file to a branch, which is made from the default branch when it is new. */
  write(project: Project, branch: string, files: Record<string, string>, message?: string): Promise<string>;
  /** Content of a file at a branch. */
  read(project: Project, branch: string, path: string): Promise<string>;
}

export const nameOf = ({ id, ownerHandle, slug }: Project) => ({ projectId: id, ownerHandle, slug });

const scripted = { provider: "scripted", model: "scripted-1" };

/** Database, repositories and the services of a review, as a worker and the REST interface have them. */
export const startReviewStack = async (pullRequestHost?: PullRequestHost): Promise<ReviewStack> => {
  const stack = await startRunStack();
  const local = createLocalPullRequestHost(stack.gitHost);
  const { id: userId, email, stores } = stack.owner;
  return {
    ...stack,
    session: { userId, email, stores },
    review: {
      stores: stack.stores,
      gitHost: stack.gitHost,
      clock: fastClock,
      logger: silentLogger,
      platformAuthor: aiAuthor,
      randomText: (length) => randomBytes(length).toString("hex").slice(0, length),
      providers: { read: async () => ({ registry: { defaultModel: scripted, resolve: () => scripted } }) },
      fallbackModel: null,
      pullRequestHost: () => pullRequestHost ?? local,
      appOrigin: "http://localhost:3000",
    },
    write: async (project, branch, files, message = "Change files") => {
      const name = nameOf(project);
      if ((await stack.gitHost.resolve(name, branch)) === null) {
        const main = await stack.gitHost.resolve(name, project.defaultBranch);
        await stack.gitHost.createBranch(name, branch, main ?? "");
      }
      const { sha } = await stack.gitHost.commit(name, {
        branch,
        expectedHead: await stack.gitHost.resolve(name, branch),
        changes: Object.entries(files).map(([path, content]) => ({ path, content })),
        message,
        author: human,
        onMoved: "refuse",
      });
      return sha;
    },
    read: async (project, branch, path) => (await stack.gitHost.readFile(nameOf(project), branch, path)).content,
  };
};
