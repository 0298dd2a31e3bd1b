import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The part of a Supabase Auth error we read. */
interface AuthFailure {
  message: string;
  code?: string | undefined;
  status?: number | undefined;
}

const sentences: Record<string, { message: string; fix: string }> = {
  invalid_credentials: {
    message: "This email and password do not belong together.",
    fix: "Check both, or set a new password.",
  },
  email_not_confirmed: {
    message: "This email address is not confirmed yet.",
    fix: "Open the link in the mail you got when you signed up.",
  },
  user_already_exists: {
    message: "There is an account with this email already.",
    fix: "Sign in instead, or set a new password.",
  },
  weak_password: {
    message: "This password is too easy to guess.",
    fix: "Use at least 8 characters; a few words in a row are good.",
  },
  same_password: { message: "This is your password already.", fix: "Enter another one." },
  signup_disabled: {
    message: "This installation takes no new accounts.",
    fix: "Ask whoever runs it for an account.",
  },
  otp_expired: {
    message: "This link has been used or has run out.",
    fix: "Ask for a new one.",
  },
  session_not_found: { message: "Your session has ended.", fix: "Sign in again." },
  over_request_rate_limit: { message: "There were too many attempts.", fix: "Wait a minute, then try again." },
  over_email_send_rate_limit: { message: "There were too many mails.", fix: "Wait a few minutes, then try again." },
};

const synonyms: Record<string, string> = {
  email_exists: "user_already_exists",
  invalid_grant: "invalid_credentials",
  user_not_found: "invalid_credentials",
  session_expired: "session_not_found",
};

/** What Supabase Auth refused, in our words. */
export class AuthProblemError extends LetscodeError {
  constructor(failure: AuthFailure) {
    const code = synonyms[failure.code ?? ""] ?? failure.code ?? "auth_failed";
    const known = sentences[code];
    super({
      code,
      status: failure.status ?? 0,
      message: known?.message ?? `Signing in did not work: ${failure.message.replace(/\.$/, "")}.`,
      fix: known?.fix ?? "Try again. If it happens again, look at the server's log.",
      cause: failure,
    });
  }
}
