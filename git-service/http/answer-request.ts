import type { ServerResponse } from "node:http";
import type { GitAccess } from "./git-access.ts";

/** Answers in plain text, which git shows to the person; cuts the connection when an answer has begun already. */
export const answerRequest = (
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void => {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(`${text}\n`);
};

/** Asks git for a user name and a password. */
const challenge = { "www-authenticate": 'Basic realm="LetsCode", charset="UTF-8"' };

const refusals = {
  unauthenticated: [
    401,
    "Sign in with an access token as the password; any user name will do. Make one in the project's clone dialog.",
  ],
  forbidden: [403, "This access token may read the repository and not push to it. Make one with the scope `write`."],
  "not-found": [404, "There is no repository here that this access token reaches."],
} as const satisfies Record<Exclude<GitAccess["outcome"], "allowed">, readonly [number, string]>;

/** Answers a request that `authorise` did not allow. */
export const refuseRequest = (response: ServerResponse, outcome: keyof typeof refusals): void => {
  const [status, text] = refusals[outcome];
  answerRequest(response, status, text, status === 401 ? challenge : {});
};
