import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import {
  createTestHost,
  toDeployment,
  toProject,
  type TestHost,
} from "#tests/integration/deployments/helpers/create-test-host.ts";
import { startPreviewServer, type PreviewServer } from "#tests/integration/deployments/helpers/start-preview-server.ts";
import { detectSandbox } from "#deployments/index.ts";
import { median, type Bench, type BenchRow } from "./bench.ts";

const run = promisify(execFile);
const templates = new URL("../../templates/", import.meta.url).pathname;

interface Case {
  name: string;
  /** Fills a folder with the project. */
  write(folder: string): Promise<void>;
  /** The project's bare build, in a folder with its dependencies; null where there is none. */
  build: string[] | null;
  /** Milliseconds that we may take besides the bare build. */
  allowance: number;
  goal: string;
}

const nextApp: Record<string, string> = {
  "package.json": JSON.stringify({
    name: "next-app",
    private: true,
    scripts: { build: "next build" },
    dependencies: { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1" },
  }),
  "app/layout.jsx": "export default ({ children }) => <html lang='en'><body>{children}</body></html>;\n",
  "app/page.jsx": "export default () => <h1>Hello</h1>;\n",
  "app/time/route.js": "export const dynamic = 'force-dynamic';\nexport const GET = () => Response.json(Date.now());\n",
};

const writeAll = async (folder: string, files: Record<string, string>): Promise<void> => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
};
const copy = (template: string) => (folder: string) => cp(join(templates, template), folder, { recursive: true });

const cases: Case[] = [
  { name: "static page", write: copy("static"), build: null, allowance: 500, goal: "<= 0.5 s" },
  { name: "Vite app", write: copy("saas"), build: ["npm", "run", "build"], allowance: 500, goal: "<= build + 0.5 s" },
  {
    name: "Next app",
    write: (folder) => writeAll(folder, nextApp),
    build: ["npm", "run", "build"],
    allowance: 1_000,
    goal: "<= build + 1 s",
  },
];
const ROUNDS = 3;

const readRegistry = async (): Promise<string> => (await run("npm", ["config", "get", "registry"])).stdout.trim();

const statusOf = (port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", path: "/", headers: { host } }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.on("error", reject);
    asked.end();
  });

/** From the commit's files to a preview that has answered 200, dependencies cached. */
const measureOurs = async (host: TestHost, previews: PreviewServer, one: Case, round: number): Promise<number> => {
  const deployment = toDeployment({ branch: `round-${round}` });
  const started = performance.now();
  const { failure } = await host.deploy(one.write, { deployment });
  if (failure !== null) throw failure;
  const address = `round-${round}--groomer`;
  previews.place(address, deployment, toProject({ previewVisibility: "public" }));
  const status = await statusOf(previews.port, `${address}.preview.localhost:3000`);
  if (status !== 200) throw new Error(`the preview of the ${one.name} answered ${status}`);
  return performance.now() - started;
};

/** The bare build of the same files beside the same dependencies, without sandbox, log or states. */
const measureBare = async (host: TestHost, one: Case): Promise<number> => {
  const [program, ...parts] = one.build ?? [];
  if (program === undefined) return 0;
  const folder = await mkdtemp(join(tmpdir(), "letscode-bare-"));
  try {
    await one.write(folder);
    const context = { signal: new AbortController().signal, log: () => undefined };
    const dependencies = await host.host.dependencies.provide(folder, context);
    await cp(join(dependencies, "node_modules"), join(folder, "node_modules"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    const env = { ...process.env, NODE_ENV: "production" as const, CI: "1", NEXT_TELEMETRY_DISABLED: "1" };
    const started = performance.now();
    await run(program, parts, { cwd: folder, env });
    return performance.now() - started;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const measure = async (one: Case): Promise<BenchRow> => {
  const sandbox = await detectSandbox("auto");
  const host = await createTestHost(sandbox, { registry: readRegistry });
  const previews = await startPreviewServer(host);
  try {
    // Installs the dependencies; what it takes is not measured.
    await measureOurs(host, previews, one, 0);
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      // Neither side has a build cache of an earlier round.
      await rm(join(host.dataDirectory, "cache", "builds"), { recursive: true, force: true });
      ours.push(await measureOurs(host, previews, one, round));
      if (one.build !== null) bare.push(await measureBare(host, one));
    }
    const baseline = one.build === null ? null : median(bare);
    const isMet = median(ours) <= (baseline ?? 0) + one.allowance;
    return { case: `${one.name}: commit to preview`, ours: median(ours), baseline, unit: "ms", goal: one.goal, isMet };
  } finally {
    await previews.stop();
    await host.close();
  }
};

export const bench: Bench = {
  id: "P4",
  title: "Commit to a preview that answers",
  run: async () => {
    const rows: BenchRow[] = [];
    for (const one of cases) rows.push(await measure(one));
    return rows;
  },
};
