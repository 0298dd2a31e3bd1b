import { request } from "node:http";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../../../sandbox/sandbox.ts";
import { readSite } from "../site.ts";
import { startSiteServer } from "./start-site-server.ts";

const askSocket = (socketPath: string): Promise<string | null> =>
  new Promise((resolve) => {
    const asked = request({ socketPath, path: "/", headers: { host: "localhost" }, timeout: 15_000 }, (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      resolve(status < 500 ? null : `its front page answers ${status}`);
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer within 15 s")));
    asked.on("error", (error) => resolve(error.message));
    asked.end();
  });

/** Asks a finished deployment for its front page, before anybody is told it is ready; null when all is well. */
export const probeSite = async (folder: string, findSandbox: () => Promise<Sandbox>): Promise<string | null> => {
  const site = await readSite(folder);
  if (site === null) return "its files are missing";
  if (site.kind === "static") return existsSync(join(folder, "output", "index.html")) ? null : "it has no index.html";
  try {
    const server = await startSiteServer(await findSandbox(), folder, site);
    const fault = await askSocket(server.socket);
    await server.stop();
    return fault;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
};
