import { z } from "zod";
import { restoreSession } from "#web/lib/supabase/restore-session.ts";
import { createApiClient, type Send } from "./create-api-client.ts";

/** Contract of an answer without content (204). */
export const noContent = z.undefined();

/** A path with its query; undefined values are left out: `apiPath("/api/projects", { limit: 20 })`. */
export const apiPath = (path: string, query: Record<string, string | number | boolean | undefined> = {}): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === "" ? path : `${path}?${search}`;
};

const UNAUTHORIZED = 401;

/** An access token lives for an hour. When it has run out, the session is refreshed and the request sent once more. */
const sendWithSession: Send = async (path, init) => {
  const response = await fetch(path, init);
  return response.status === UNAUTHORIZED && (await restoreSession()) ? fetch(path, init) : response;
};

/**
 * Asks the REST interface and parses the answer with its contract; the session travels as a cookie. Throws ApiError
 * for a problem it answers, UnreachableError without an answer, UnexpectedAnswerError for one that does not meet the contract.
 */
export const requestApi = createApiClient(sendWithSession);
