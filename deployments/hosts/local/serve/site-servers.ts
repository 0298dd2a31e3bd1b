import type { Sandbox } from "../../../sandbox/sandbox.ts";
import type { Site } from "../site.ts";
import { startSiteServer, type SiteServer } from "./start-site-server.ts";

/** A running server, in use until it is released. */
export interface LentServer {
  server: SiteServer;
  release(): void;
}

export interface SiteServers {
  /**
   * The running server of a deployment, started when it is not; it does not count as idle until it is released, when the
   * answer is out or the websocket closed. Rejects with SiteServerError when it does not come up.
   */
  use(deploymentId: string, folder: string, site: Site): Promise<LentServer>;
  stopAll(): Promise<void>;
}

export interface SiteServerOptions {
  idleMilliseconds?: number;
  maximum?: number;
  sweepMilliseconds?: number;
  /** The variables a deployment's server is started with; none where not given. */
  readEnvironment?: (deploymentId: string) => Promise<Record<string, string>>;
}

interface Entry {
  server: Promise<SiteServer>;
  usedAt: number;
  held: number;
}

/** Holds a server while it starts and while it is used. */
const lend = async (entry: Entry): Promise<LentServer> => {
  entry.held += 1;
  const release = (): void => {
    entry.held -= 1;
    entry.usedAt = performance.now();
  };
  try {
    return { server: await entry.server, release };
  } catch (thrown) {
    release();
    throw thrown;
  }
};

/** Servers of previews: started on demand, stopped when idle, the longest unused one making room for a new one. */
export const createSiteServers = (
  findSandbox: () => Promise<Sandbox>,
  {
    idleMilliseconds = 10 * 60_000,
    maximum = 8,
    sweepMilliseconds = 30_000,
    readEnvironment = async () => ({}),
  }: SiteServerOptions = {},
): SiteServers => {
  const entries = new Map<string, Entry>();
  const stopping = new Set<Promise<void>>();
  const stop = (id: string): Promise<void> => {
    const entry = entries.get(id);
    entries.delete(id);
    const done = entry?.server.then((server) => server.stop()).catch(() => undefined) ?? Promise.resolve();
    stopping.add(done);
    return done.finally(() => stopping.delete(done));
  };
  const sweep = setInterval(() => {
    const now = performance.now();
    for (const [id, { usedAt, held }] of entries) if (held === 0 && now - usedAt > idleMilliseconds) void stop(id);
  }, sweepMilliseconds);
  sweep.unref();
  const makeRoom = (): void => {
    if (entries.size < maximum) return;
    const byUse = [...entries].toSorted(([, one], [, other]) => one.usedAt - other.usedAt);
    const victim = byUse.find(([, { held }]) => held === 0) ?? byUse[0];
    if (victim !== undefined) void stop(victim[0]);
  };
  const start = (id: string, folder: string, site: Site): Entry => {
    makeRoom();
    const server = Promise.all([findSandbox(), readEnvironment(id)]).then(([sandbox, environment]) =>
      startSiteServer(sandbox, folder, site, environment),
    );
    const entry = { server, usedAt: performance.now(), held: 0 };
    entries.set(id, entry);
    // One that did not come up is tried again by the next request, not by those that waited for it.
    server.catch(() => {
      if (entries.get(id) === entry) entries.delete(id);
    });
    return entry;
  };
  return {
    use: async (id, folder, site) => {
      const known = entries.get(id);
      if (known === undefined) return lend(start(id, folder, site));
      const lent = await lend(known);
      if (lent.server.isRunning()) return lent;
      lent.release();
      // It has crashed since; whoever notices first starts it again.
      if (entries.get(id) === known) entries.delete(id);
      return lend(entries.get(id) ?? start(id, folder, site));
    },
    stopAll: async () => {
      clearInterval(sweep);
      await Promise.all([...[...entries.keys()].map(stop), ...stopping]);
    },
  };
};
