import type { LockedPackage } from "./read-lockfile.ts";
import type { Refusal } from "./refusal.ts";

/**
 * Packages with an install script that work without it: what it would fetch or build comes as a package of its own, or it
 * only prints something. No script ever runs here; a package that needs its own would fail later and less clearly.
 */
const worksWithoutScript = new Set([
  "@apollo/protobufjs",
  "@biomejs/biome",
  "@nestjs/core",
  "@parcel/watcher",
  "@prisma/client",
  "@scarf/scarf",
  "@swc/core",
  "@tailwindcss/oxide",
  "@vercel/speed-insights",
  "bufferutil",
  "core-js",
  "core-js-pure",
  "dtrace-provider",
  "es5-ext",
  "esbuild",
  "fsevents",
  "less",
  "lightningcss-cli",
  "msw",
  "nx",
  "oxc-resolver",
  "preact",
  "protobufjs",
  "sharp",
  "simple-git-hooks",
  "styled-components",
  "svelte-preprocess",
  "unrs-resolver",
  "utf-8-validate",
  "vue-demi",
  "workerd",
]);

const publicRegistry = "registry.npmjs.org";

const isForeign = ({ entry: { resolved, link, inBundle } }: LockedPackage, registryHost: string): boolean => {
  if (link) return true;
  if (resolved === undefined || inBundle) return false;
  const url = URL.parse(resolved);
  if (url === null || !/^https?:$/.test(url.protocol)) return true;
  // npm writes the public registry into lockfiles whatever mirror it used, and puts the mirror back when it installs.
  return url.hostname !== registryHost && url.hostname !== publicRegistry;
};

/** Refuses what a lockfile brings that is not of the registry, or that needs a script run when it is installed (A34). */
export const checkLockfile = (packages: LockedPackage[], registryHost: string): Refusal[] =>
  packages.flatMap((one): Refusal[] => {
    const { name, version, entry } = one;
    if (isForeign(one, registryHost)) {
      return [
        {
          code: "package_source_refused",
          name,
          message: `The lockfile takes ${name} from ${entry.link ? "a folder" : (entry.resolved ?? "").slice(0, 200)}, not from the package registry.`,
          fix: "Delete package-lock.json, run `npm install`, and commit what it writes.",
        },
      ];
    }
    if (!entry.hasInstallScript || worksWithoutScript.has(name)) return [];
    return [
      {
        code: "package_runs_scripts",
        name,
        message: `${name} ${version} runs a script of its own when it is installed, and no such script is run here.`,
        fix: "Use a package that needs none; for most there is one written in plain JavaScript.",
      },
    ];
  });
