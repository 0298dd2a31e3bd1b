import { z } from "zod";
import { InternalError } from "./internal-error.ts";
import { InvalidInputError } from "./invalid-input-error.ts";
import { LetscodeError } from "./letscode-error.ts";

/** Turns whatever was thrown into a LetscodeError; used once, at each edge. */
export const toLetscodeError = (thrown: unknown): LetscodeError => {
  if (thrown instanceof LetscodeError) return thrown;
  if (thrown instanceof z.ZodError) {
    return new InvalidInputError(
      thrown.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
      thrown,
    );
  }
  return new InternalError(thrown);
};
