import { LetscodeError } from "./letscode-error.ts";

/** The request carries no valid session or token. */
export class UnauthorizedError extends LetscodeError {
  constructor(cause?: unknown) {
    super({
      code: "unauthorized",
      status: 401,
      message: "This needs you to be signed in.",
      fix: "Sign in, or send a Supabase access token as `Authorization: Bearer <token>`.",
      cause,
    });
  }
}
