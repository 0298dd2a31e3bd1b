export interface ProbeAnswer {
  status: number;
  /** What is wrong, or null. */
  fault: string | null;
}

const TIMEOUT_MILLISECONDS = 10_000;

/**
 * Asks a deployed app for its front page, before anybody is told it is ready. A page that is not there, that redirects or
 * that asks to sign in is an answer; a server that fails, or none, is not.
 */
export const probeUrl = async (
  fetch: typeof globalThis.fetch,
  url: string,
  headers: Record<string, string> = {},
): Promise<ProbeAnswer> => {
  try {
    const answer = await fetch(url, {
      headers: { accept: "text/html", ...headers },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    await answer.body?.cancel();
    return { status: answer.status, fault: answer.status < 500 ? null : `its front page answers ${answer.status}` };
  } catch (thrown) {
    return { status: 0, fault: thrown instanceof Error ? thrown.message : String(thrown) };
  }
};
