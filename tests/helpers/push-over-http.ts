import { ZERO_SHA } from "#core/contracts/id.ts";
import { compressContent } from "#git-service/local/objects/compress-object.ts";
import type { GitObject } from "#git-service/local/objects/git-object.ts";
import { buildPack } from "#git-service/local/objects/pack-file.ts";

const packetLine = (text: string): string => `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, "0")}${text}`;

/**
 * A push by the Git protocol without git on the person's side: one request instead of three and four processes, for
 * tests that need hundreds. Answers `ok`, or why the server refused the ref.
 */
export const pushOverHttp = async (
  url: string,
  token: string,
  update: { ref: string; before: string | null; after: string; objects: { sha: string; object: GitObject }[] },
): Promise<string> => {
  const command = `${update.before ?? ZERO_SHA} ${update.after} ${update.ref}\0report-status agent=test`;
  const objects = await Promise.all(
    update.objects.map(async ({ sha, object }) => ({ sha, object, compressed: await compressContent(object.content) })),
  );
  const body = Buffer.concat([Buffer.from(`${packetLine(command)}0000`), ...buildPack(objects).pack]);
  const response = await fetch(`${url}/git-receive-pack`, {
    method: "POST",
    body,
    headers: {
      authorization: `Basic ${btoa(`person:${token}`)}`,
      "content-type": "application/x-git-receive-pack-request",
    },
  });
  const text = await response.text();
  if (!response.ok) return `${response.status} ${text}`;
  if (text.includes(`ok ${update.ref}`)) return "ok";
  return /ng \S+ (.*)/.exec(text)?.[1] ?? text;
};
