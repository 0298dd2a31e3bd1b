import type { GitCredentials } from "./git-access.ts";

/** The user name and password of an `Authorization: Basic` header, or null. https://www.rfc-editor.org/rfc/rfc7617 */
export const readBasicCredentials = (header: string | undefined): GitCredentials | null => {
  const match = /^basic +([A-Za-z0-9+/_-]+={0,2}) *$/i.exec(header ?? "");
  if (match === null) return null;
  const text = Buffer.from(match[1] ?? "", "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon === -1 ? null : { username: text.slice(0, colon), password: text.slice(colon + 1) };
};
