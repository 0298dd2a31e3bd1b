import { ConfigurationError } from "#core/errors/configuration-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { GitEngine } from "./engine.ts";
import { createIsomorphicEngine } from "./isomorphic/create-isomorphic-engine.ts";
import { createPlumbingEngine } from "./plumbing/create-plumbing-engine.ts";
import { findGitVersion, isGitRecentEnough, MINIMUM_GIT_VERSION } from "./plumbing/find-git-version.ts";

/** Picks git's plumbing where git is recent enough, and JavaScript alone elsewhere. Decision 030 has the numbers. */
export const selectEngine = async (options: {
  engine?: GitEngine["name"];
  gitBinary?: string;
  clock: Clock;
  logger: Logger;
  idleMilliseconds?: number;
}): Promise<GitEngine> => {
  const { clock, logger, gitBinary = "git", idleMilliseconds } = options;
  if (options.engine === "isomorphic") return createIsomorphicEngine({ clock });
  const version = await findGitVersion(gitBinary);
  if (isGitRecentEnough(version)) {
    return createPlumbingEngine({ gitBinary, clock, ...(idleMilliseconds === undefined ? {} : { idleMilliseconds }) });
  }
  const found = version === null ? "git was not found" : `git is ${version.join(".")}`;
  const needed = MINIMUM_GIT_VERSION.join(".");
  if (options.engine === "git")
    throw new ConfigurationError([{ name: "git", message: `${found}; install git ${needed} or newer` }]);
  logger.warn(`${found}, so repositories are read and written without it: slower, and without clone and push.`, {
    needed,
  });
  return createIsomorphicEngine({ clock });
};
