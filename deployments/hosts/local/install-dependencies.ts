import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { readManifest } from "../../framework/detect-framework.ts";
import { BRIDGE_INSIDE, NODE_INSIDE } from "../../sandbox/describe-mounts.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startEgressProxy } from "../../sandbox/start-egress-proxy.ts";
import { checkDependencies } from "./check-dependencies.ts";
import { runStep } from "./run-step.ts";

export interface DependencyCache {
  /** Folder with `node_modules` for a project's lockfile, installed when it is not there yet. */
  provide(folder: string, context: Pick<DeployContext, "signal" | "log">): Promise<string>;
}

interface Options {
  directory: string;
  sandbox: Sandbox;
  /** Address of the npm registry, as npm on this machine is set up. */
  registry: string;
}

const manifests = ["package.json", "package-lock.json", "npm-shrinkwrap.json"];
const EGRESS_PORT = 38_128;
const certificates = "/etc/ssl/certs/ca-certificates.crt";

/** npm with what it reads from the environment: our proxy, the registry, and the machine's certificates. */
const describeInstall = (work: string, registry: string) => {
  const command = existsSync(join(work, "package-lock.json")) ? "ci" : "install";
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--include=dev", "--loglevel=warn"];
  const proxy = `http://127.0.0.1:${EGRESS_PORT}`;
  return {
    command: [
      NODE_INSIDE,
      BRIDGE_INSIDE,
      "egress",
      "/run/egress/egress.sock",
      String(EGRESS_PORT),
      "--",
      NODE_INSIDE,
      "/opt/npm/bin/npm-cli.js",
      command,
      ...flags,
    ],
    environment: {
      npm_config_registry: registry,
      npm_config_cache: "/tmp/npm-cache",
      npm_config_https_proxy: proxy,
      npm_config_proxy: proxy,
      npm_config_replace_registry_host: "always",
      ...(existsSync(certificates) ? { npm_config_cafile: certificates, NODE_EXTRA_CA_CERTS: certificates } : {}),
    },
  };
};

const nameCache = async (folder: string): Promise<string> => {
  const hash = createHash("sha256");
  for (const name of manifests) hash.update(await readFile(join(folder, name)).catch(() => `no ${name}`));
  return hash.digest("hex").slice(0, 32);
};

const installInto = async (
  options: Options,
  project: string,
  context: Pick<DeployContext, "signal" | "log">,
): Promise<string> => {
  const work = await mkdtemp(join(options.directory, ".installing-"));
  for (const name of manifests)
    if (existsSync(join(project, name))) await copyFile(join(project, name), join(work, name));
  const registry = new URL(options.registry);
  const socketFolder = await mkdtemp(join(tmpdir(), "letscode-egress-"));
  const isPublic = registry.hostname === "registry.npmjs.org";
  const proxy = await startEgressProxy(join(socketFolder, "egress.sock"), [
    {
      host: registry.hostname,
      port: Number(registry.port || (registry.protocol === "https:" ? 443 : 80)),
      mayBePrivate: !isPublic,
    },
  ]);
  try {
    const step = describeInstall(work, options.registry);
    await runStep(
      options.sandbox,
      { name: "install", folder: work, writable: [{ from: socketFolder, to: "/run/egress" }], ...step },
      context,
    );
    await mkdir(join(work, "node_modules"), { recursive: true });
    return work;
  } catch (thrown) {
    await rm(work, { recursive: true, force: true });
    throw thrown;
  } finally {
    await proxy.stop();
    await rm(socketFolder, { recursive: true, force: true });
  }
};

/**
 * Dependencies installed once per lockfile and shared by every project and branch that has the same one. Installs run
 * in the sandbox without install scripts, and reach the registry and nothing else. Several builds that want the same
 * one wait for a single install; an unfinished one is never taken for a finished one, since it is renamed last.
 */
export const createDependencyCache = (options: Options): DependencyCache => {
  const underWay = new Map<string, Promise<string>>();
  const install = async (
    key: string,
    folder: string,
    context: Pick<DeployContext, "signal" | "log">,
  ): Promise<string> => {
    await mkdir(options.directory, { recursive: true });
    const started = Date.now();
    context.log("system", "Installing dependencies");
    const work = await installInto(options, folder, context);
    const final = join(options.directory, key);
    await rename(work, final).catch(async () => {
      await rm(work, { recursive: true, force: true });
    });
    context.log("system", `Dependencies installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return final;
  };
  return {
    provide: async (folder, context) => {
      const manifest = await readManifest(folder);
      if (manifest !== null) checkDependencies(manifest);
      const key = await nameCache(folder);
      const ready = join(options.directory, key);
      if (existsSync(ready)) {
        const now = new Date();
        await utimes(ready, now, now);
        context.log("system", "Dependencies are cached");
        return ready;
      }
      const running = underWay.get(key) ?? install(key, folder, context).finally(() => underWay.delete(key));
      underWay.set(key, running);
      return running;
    },
  };
};
