import type { CheckRunner } from "#core/ports/check-runner.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import type { GitHost, Person } from "#core/ports/git-host.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { Provider } from "#core/ports/provider.ts";
import type { Stores } from "#core/ports/stores.ts";
import type { Usage } from "#core/contracts/run.ts";
import type { SecretScanner } from "../gates/secret-scanner.ts";

/** Hard limits of one run, resumptions included. Whatever is reached first ends the run and says so; what it may cost is a matter of budgets. */
export interface RunLimits {
  steps: number;
  modelCalls: number;
  /** Of one answer of the model. */
  outputTokens: number;
  /** Times a fault of the model's output, or a refused step, is given back to it before the run ends (A10). */
  repairs: number;
  /** A provider that sends nothing for so long has stalled. */
  stallMilliseconds: number;
}

export const defaultRunLimits: RunLimits = {
  steps: 40,
  modelCalls: 250,
  outputTokens: 32_000,
  repairs: 2,
  stallMilliseconds: 120_000,
};

/** The commit of a step, before it is written as one text. */
export interface StepMessage {
  subject: string;
  body: string;
  run: {
    id: string;
    step: number;
    feature: string | null;
    /** `provider/model`. */
    model: string;
    /** `name@version`. */
    prompt: string;
    usage: Usage;
    checks: Record<string, string>;
  };
  coAuthors: Person[];
}

/** What the git service knows about paths and messages; siblings meet here, not by importing each other. */
export interface GitRules {
  /** Why a path cannot be in a repository, or null when it can (A20). */
  checkPath(path: string): string | null;
  /** Subject, body and trailers as one text; nothing in the parts can add a trailer (A21). */
  composeMessage(message: StepMessage): string;
  parseMessage(message: string): { trailers: Record<string, string> };
}

export interface RunExecutorDependencies {
  /** Of the service role. */
  stores: Stores;
  gitHost: GitHost;
  gitRules: GitRules;
  /** Answers the provider of that name as it is set up now; throws when this installation does not have it. */
  providers: { get(name: string): Provider | Promise<Provider> };
  publisher: EventPublisher;
  /** Runs the project's own typecheck and build before a commit; null where there is no sandbox to run them in. */
  checks: CheckRunner | null;
  scanner: SecretScanner;
  /** Identity of the AI's commits. */
  author: Person;
  clock: Clock;
  /** A number from 0 to below 1, for the jitter of waiting times. */
  random: () => number;
  logger: Logger;
  limits?: Partial<RunLimits>;
  /** Where checkouts for the checks are made; the system's own when left out. */
  temporaryFolder?: string;
}

export interface RunExecutor {
  /**
   * Works on a run until it finishes, fails, stops or asks something; claims it first, and does nothing when another
   * worker should have it. Every fault of the run itself ends in the run's row. Rejects only when the work should be
   * taken up again by the queue: the signal was aborted, or the database is away. Safe to call again for the same run.
   */
  execute(runId: string, signal: AbortSignal): Promise<void>;
}
