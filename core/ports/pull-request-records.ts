import type { RepositoryName } from "./git-host.ts";

/** What a repository keeps of its pull requests, so that they can be had again without the database. */
export interface PullRequestRecords {
  /**
   * Keeps one, in place of what was kept of it. `compose` is asked again when somebody else has written meanwhile, so an
   * older state never takes the place of a newer one. Throws NotFoundError without a repository.
   */
  keep(repository: RepositoryName, number: number, compose: () => Promise<string>): Promise<void>;
  /** Everything that is kept, by number. */
  list(repository: RepositoryName): Promise<string[]>;
}
