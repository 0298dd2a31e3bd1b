import type { RepositoryPath } from "./git-access.ts";

export type GitService = "git-upload-pack" | "git-receive-pack";

/** What a request below `/git/` asks for; `refused` carries the answer. */
export type GitRequest =
  | { kind: "advertise" | "call"; service: GitService; path: RepositoryPath }
  | { kind: "refused"; status: number; text: string };

const pathPattern =
  /^\/git\/([A-Za-z0-9][\w.-]*)\/([A-Za-z0-9][\w.-]*?)(?:\.git)?\/(info\/refs|git-(?:upload|receive)-pack)$/;

const toService = (text: string | null): GitService | null =>
  text === "git-upload-pack" || text === "git-receive-pack" ? text : null;

const refuse = (status: number, text: string): GitRequest => ({ kind: "refused", status, text });

/** Reads method, address and content type of a smart HTTP request. https://git-scm.com/docs/http-protocol */
export const parseGitRequest = (request: {
  method: string | undefined;
  url: string;
  contentType: string | undefined;
}): GitRequest => {
  // Not by `new URL`, which resolves `..` and so would let one repository be asked for by the path of another.
  const [pathname = "", query = ""] = request.url.split("?", 2);
  const match = pathPattern.exec(pathname);
  if (match === null) return refuse(404, "There is no repository at this address. A clone URL ends in .git.");
  const path = { owner: match[1] ?? "", slug: match[2] ?? "" };
  if (match[3] === "info/refs") {
    if (request.method !== "GET") return refuse(405, "Use GET.");
    const service = toService(new URLSearchParams(query).get("service"));
    if (service === null) return refuse(403, "This server speaks smart HTTP only. Use git 1.6.6 or newer.");
    return { kind: "advertise", service, path };
  }
  const service = toService(match[3] ?? null);
  if (request.method !== "POST" || service === null) return refuse(405, "Use POST.");
  if (request.contentType !== `application/x-${service}-request`) {
    return refuse(415, `The content type must be application/x-${service}-request.`);
  }
  return { kind: "call", service, path };
};
