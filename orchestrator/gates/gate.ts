import type { FileEdit } from "#core/contracts/file.ts";
import type { GitRules } from "../runs/executor-dependencies.ts";
import type { WorkingCopy } from "../working-copy/create-working-copy.ts";
import type { SecretScanner } from "./secret-scanner.ts";

/** What a step is about to commit. */
export interface ChangeSet {
  changes: FileEdit[];
  /** What the model says about the step: subject and body of its commit. */
  text: { title: string; summary: string };
  files: WorkingCopy;
  rules: Pick<GitRules, "checkPath">;
  scanner: SecretScanner;
}

/** One condition a step must meet before it is committed. */
export interface Gate {
  name: string;
  /** Every reason the change set is refused, each with what to do; empty when it passes. */
  check(changeSet: ChangeSet): Promise<string[]>;
}
