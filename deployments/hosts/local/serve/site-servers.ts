import type { Sandbox } from "../../../sandbox/sandbox.ts";
import type { Site } from "../site.ts";
import { startSiteServer, type SiteServer } from "./start-site-server.ts";

export interface SiteServers {
  /** The running server of a deployment, started when it is not. Rejects with what it said when it does not come up. */
  use(deploymentId: string, folder: string, site: Site): Promise<SiteServer>;
  stopAll(): Promise<void>;
}

const IDLE_MILLISECONDS = 10 * 60_000;
const MAXIMUM_SERVERS = 8;

interface Entry {
  server: Promise<SiteServer>;
  usedAt: number;
}

/** Servers of previews: started on demand, stopped when idle, the longest unused one making room for a new one. */
export const createSiteServers = (findSandbox: () => Promise<Sandbox>): SiteServers => {
  const entries = new Map<string, Entry>();
  const stop = async (id: string): Promise<void> => {
    const entry = entries.get(id);
    entries.delete(id);
    await entry?.server.then((server) => server.stop()).catch(() => undefined);
  };
  const sweep = setInterval(() => {
    for (const [id, { usedAt }] of entries) if (Date.now() - usedAt > IDLE_MILLISECONDS) void stop(id);
  }, 30_000);
  sweep.unref();
  return {
    use: async (id, folder, site) => {
      const known = entries.get(id);
      if (known !== undefined) {
        const server = await known.server.catch(() => null);
        if (server?.isRunning() === true) {
          known.usedAt = Date.now();
          return server;
        }
        entries.delete(id);
      }
      const oldest = [...entries].toSorted(([, one], [, other]) => one.usedAt - other.usedAt)[0];
      if (entries.size >= MAXIMUM_SERVERS && oldest !== undefined) await stop(oldest[0]);
      const entry = {
        server: findSandbox().then((sandbox) => startSiteServer(sandbox, folder, site)),
        usedAt: Date.now(),
      };
      entries.set(id, entry);
      return entry.server;
    },
    stopAll: async () => {
      clearInterval(sweep);
      await Promise.all([...entries.keys()].map(stop));
    },
  };
};
