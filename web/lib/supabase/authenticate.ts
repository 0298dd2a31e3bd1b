import { UnreachableError } from "../api/unreachable-error.ts";
import { AuthProblemError } from "./auth-problem-error.ts";
import { getSupabase } from "./browser-client.ts";

export interface Credentials {
  email: string;
  password: string;
}

interface Failure {
  message: string;
  name: string;
  code?: string | undefined;
  status?: number | undefined;
}

/** supabase-js reports a request without an answer as an error of this name. */
const unreachableName = "AuthRetryableFetchError";

const refuse = (failure: Failure | null): void => {
  if (failure === null) return;
  throw failure.name === unreachableName ? new UnreachableError(failure) : new AuthProblemError(failure);
};

/** Signs in and keeps the session in a cookie. Throws AuthProblemError, or UnreachableError without an answer. */
export const signIn = async (credentials: Credentials): Promise<void> => {
  const { auth } = await getSupabase();
  refuse((await auth.signInWithPassword(credentials)).error);
};

/** Makes an account. `needsConfirmation` says that a mail has to be answered before there is a session. */
export const signUp = async (credentials: Credentials): Promise<{ needsConfirmation: boolean }> => {
  const { auth } = await getSupabase();
  const { data, error } = await auth.signUp(credentials);
  refuse(error);
  return { needsConfirmation: data.session === null };
};

/** Sends the mail with which a new password can be set; the same answer whether or not there is an account. */
export const requestRecovery = async (email: string): Promise<void> => {
  const { auth } = await getSupabase();
  const redirectTo = new URL("/reset-password", window.location.origin).href;
  refuse((await auth.resetPasswordForEmail(email, { redirectTo })).error);
};

/** Sets a new password for the signed-in person. */
export const changePassword = async (password: string): Promise<void> => {
  const { auth } = await getSupabase();
  refuse((await auth.updateUser({ password })).error);
};

/** Whether this browser holds a session, refreshing it if it must. */
export const hasSession = async (): Promise<boolean> => {
  const { auth } = await getSupabase();
  return (await auth.getSession()).data.session !== null;
};
