import { existsSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { Sandbox } from "../../../sandbox/sandbox.ts";
import { readSite } from "../site.ts";
import { SiteServerError } from "./site-server-error.ts";
import { startSiteServer } from "./start-site-server.ts";

const ANSWER_MILLISECONDS = 15_000;

const askSocket = (socketPath: string): Promise<string | null> =>
  new Promise((resolve) => {
    const headers = { host: "localhost", accept: "text/html" };
    const asked = request({ socketPath, path: "/", headers, timeout: ANSWER_MILLISECONDS }, (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      // A page that is not there, or that asks to sign in, is an answer; a server that fails is not.
      resolve(status < 500 ? null : `its front page answers ${status}`);
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer within ${ANSWER_MILLISECONDS / 1000} s`)));
    asked.on("error", (error) => resolve(error.message));
    asked.end();
  });

const withOutput = (fault: string, output: string): string => (output === "" ? fault : `${fault}\n${output}`);

/** Asks a finished deployment for its front page, before anybody is told it is ready; null when all is well. */
export const probeSite = async (
  folder: string,
  findSandbox: () => Promise<Sandbox>,
  environment: Readonly<Record<string, string>> = {},
): Promise<string | null> => {
  const site = await readSite(folder);
  if (site === null) return "its files are missing";
  if (site.kind === "static") return existsSync(join(folder, "output", "index.html")) ? null : "it has no index.html";
  try {
    const server = await startSiteServer(await findSandbox(), folder, site, environment);
    const fault = await askSocket(server.socket);
    await server.stop();
    return fault === null ? null : withOutput(fault, server.output());
  } catch (thrown) {
    if (!(thrown instanceof SiteServerError)) throw thrown;
    return withOutput(thrown.detail.replace(/^The app did not start: |\.$/g, ""), thrown.output);
  }
};
