import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import type { LetscodeError } from "#core/errors/letscode-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { StaleAttemptError } from "#core/errors/stale-attempt-error.ts";
import { TooManyRunsError } from "#core/errors/too-many-runs-error.ts";
import { DatabaseError } from "./database-error.ts";

interface Refusal {
  message: string;
  code?: string;
  details?: string | null;
}

const FOREIGN_KEY_VIOLATION = "23503";

/** What the database refused, as the error the product knows it by. Our own SQLSTATEs are listed in the first migration and in that of the runs' limit. */
export const toStoreError = (operation: string, refusal: Refusal, status: number): LetscodeError => {
  const detail = refusal.details ?? "";
  switch (refusal.code) {
    case "PT404":
      return new NotFoundError(detail);
    case "PT409":
      return new StaleAttemptError(detail, Number(/-?\d+/.exec(refusal.message)?.[0]));
    case "PT422":
      return new IllegalStateError(`This is ${detail} by now.`, "Load it again to see what it came to.", {
        state: detail,
      });
    case "PT429":
      return new TooManyRunsError(Number(detail));
    case FOREIGN_KEY_VIOLATION:
      return new NotFoundError("row that this belongs to");
    default:
      return new DatabaseError(operation, refusal, status);
  }
};
