import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { BRIDGE_INSIDE, NODE_INSIDE } from "../sandbox/describe-machine.ts";
import { runStep } from "../sandbox/run-step.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { startEgressProxy, type EgressProxy } from "../sandbox/start-egress-proxy.ts";

const EGRESS_PORT = 38_128;
const certificates = "/etc/ssl/certs/ca-certificates.crt";
const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--include=dev", "--loglevel=warn"];

/** npm's configuration: our proxy, the registry, the machine's certificates, and little patience with a dead network. */
const describeNpm = (registry: string, port: number): Record<string, string> => ({
  npm_config_registry: registry,
  npm_config_cache: "/tmp/npm-cache",
  npm_config_https_proxy: `http://127.0.0.1:${port}`,
  npm_config_proxy: `http://127.0.0.1:${port}`,
  npm_config_replace_registry_host: "always",
  npm_config_fetch_retries: "2",
  npm_config_fetch_retry_mintimeout: "500",
  npm_config_fetch_retry_maxtimeout: "4000",
  // npm's agent listens once per request on a shared connection; node warns of that on each install.
  NODE_OPTIONS: "--no-warnings",
  ...(existsSync(certificates) ? { npm_config_cafile: certificates, NODE_EXTRA_CA_CERTS: certificates } : {}),
});

export interface RunNpm {
  (folder: string, args: string[], context: Pick<DeployContext, "signal" | "log">): Promise<void>;
}

const startProxy = (folder: string, address: string): Promise<EgressProxy> => {
  const { hostname: host, port, protocol } = new URL(address);
  const mayBePrivate = host !== "registry.npmjs.org";
  const allowed = [{ host, port: Number(port || (protocol === "https:" ? 443 : 80)), mayBePrivate }];
  return startEgressProxy(join(folder, "egress.sock"), { allowed });
};

/** Runs npm on the manifests of a folder: in the sandbox, without scripts, and with the registry as all it can reach. */
export const createRunNpm =
  (sandbox: Sandbox, registry: string): RunNpm =>
  async (folder, args, context) => {
    const sockets = await mkdtemp(join(tmpdir(), "letscode-egress-"));
    try {
      const proxy = await startProxy(sockets, registry);
      try {
        const port = await sandbox.findPort(EGRESS_PORT);
        const bridge = [NODE_INSIDE, BRIDGE_INSIDE, "egress", "/run/egress/egress.sock", String(port), "--"];
        const step = {
          name: "install",
          command: [...bridge, "npm", ...args, ...flags],
          folder,
          environment: describeNpm(registry, port),
          writable: [{ from: sockets, to: "/run/egress" }],
        };
        await runStep(sandbox, step, context);
      } finally {
        await proxy.stop();
      }
    } finally {
      await rm(sockets, { recursive: true, force: true });
    }
  };
