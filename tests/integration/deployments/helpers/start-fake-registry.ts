import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface FakeVersion {
  version: string;
  daysOld?: number | null;
  files?: Record<string, string>;
  manifest?: Record<string, unknown>;
}

export interface FakeRegistry {
  url: string;
  /** Paths that were asked for. */
  requests: string[];
  stop(): Promise<void>;
}

const DAY = 86_400_000;

const pack = async (name: string, { version, files = {}, manifest = {} }: FakeVersion): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), "letscode-pack-"));
  const all = {
    "index.js": "module.exports = 1;\n",
    ...files,
    "package.json": JSON.stringify({ name, version, ...manifest }),
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(folder, "package", path)), { recursive: true });
    await writeFile(join(folder, "package", path), content, { mode: path.startsWith("bin/") ? 0o755 : 0o644 });
  }
  await run("tar", ["czf", join(folder, "package.tgz"), "-C", folder, "package"]);
  const archive = await readFile(join(folder, "package.tgz"));
  await rm(folder, { recursive: true });
  return archive;
};

/** An npm registry of a few made-up packages, with the times of their publication. */
export const startFakeRegistry = async (packages: Record<string, FakeVersion[]>): Promise<FakeRegistry> => {
  const archives = new Map<string, Buffer>();
  const requests: string[] = [];
  let url = "";
  for (const [name, versions] of Object.entries(packages))
    for (const version of versions) archives.set(`/${name}/-/${version.version}.tgz`, await pack(name, version));
  const describePackage = (name: string, versions: FakeVersion[]) => {
    const dated = versions.filter(({ daysOld }) => daysOld !== null);
    const times = dated.map(({ version, daysOld = 400 }) => [
      version,
      new Date(Date.now() - Number(daysOld) * DAY).toISOString(),
    ]);
    return {
      name,
      "dist-tags": { latest: versions.at(-1)?.version },
      versions: Object.fromEntries(
        versions.map(({ version, manifest = {} }) => {
          const path = `/${name}/-/${version}.tgz`;
          const integrity = `sha512-${createHash("sha512")
            .update(archives.get(path) ?? "")
            .digest("base64")}`;
          const scripts = Object.keys(Object(manifest["scripts"]));
          return [
            version,
            {
              name,
              version,
              ...manifest,
              ...(scripts.some((script) => /install/.test(script)) ? { hasInstallScript: true } : {}),
              dist: { tarball: `${url}${path}`, integrity },
            },
          ];
        }),
      ),
      ...(times.length === 0 ? {} : { time: Object.fromEntries(times) }),
    };
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    requests.push(path);
    const archive = archives.get(path);
    const versions = packages[path.slice(1)];
    if (archive !== undefined) response.end(archive);
    else if (versions !== undefined) response.end(JSON.stringify(describePackage(path.slice(1), versions)));
    else response.writeHead(404, { "content-type": "application/json" }).end('{"error":"Not found"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    url,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
