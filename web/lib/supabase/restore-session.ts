import { getSupabase } from "./browser-client.ts";

/** Told on `window` when a session has ended and could not be restored; the shell then offers to sign in again. */
export const SESSION_ENDED = "letscode:session-ended";

const isSecondsAhead = (expiresAt: number | undefined): boolean =>
  expiresAt !== undefined && expiresAt * 1_000 > Date.now();

/** Refreshes the session if it can be; true when there is a valid one afterwards. */
export const restoreSession = async (): Promise<boolean> => {
  try {
    const { auth } = await getSupabase();
    const { data } = await auth.getSession();
    const isRestored = data.session !== null && isSecondsAhead(data.session.expires_at);
    if (!isRestored) window.dispatchEvent(new Event(SESSION_ENDED));
    return isRestored;
  } catch {
    // Unreachable is not signed out: the request that asked reports it.
    return false;
  }
};
