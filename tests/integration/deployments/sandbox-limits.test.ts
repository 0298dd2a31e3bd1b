import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { NODE_INSIDE } from "#deployments/sandbox/describe-machine.ts";
import { listTree } from "#deployments/sandbox/measure-tree.ts";
import type { SandboxLimits } from "#deployments/sandbox/sandbox.ts";
import { findSandboxes, runInSandbox } from "./helpers/run-in-sandbox.ts";

const sandboxes = await findSandboxes();
const MEGABYTE = 1024 ** 2;
const GRACE = 5_000;

const node = (program: string): string[] => [NODE_INSIDE, "-e", program];
const shell = (script: string): string[] => ["/bin/sh", "-c", script];

interface Attack {
  name: string;
  command: string[];
  limits: Partial<SandboxLimits>;
  end: string;
}

const attacks: Attack[] = [
  {
    name: "a fork bomb",
    command: shell("bomb() { bomb | bomb & }; bomb; sleep 30"),
    limits: { processes: 100 },
    end: "processes",
  },
  {
    name: "a fork bomb that leaves its group",
    command: node(
      "const { spawn } = require('child_process'); setInterval(() => { for (let i = 0; i < 20; i++) spawn('setsid', ['sleep', '60'], { detached: true, stdio: 'ignore' }).unref(); }, 50)",
    ),
    limits: { processes: 100 },
    end: "processes",
  },
  {
    name: "a thread bomb",
    command: node(
      "const { Worker } = require('worker_threads'); for (let i = 0; i < 160; i++) new Worker('setInterval(() => {}, 1000)', { eval: true })",
    ),
    limits: { processes: 5 },
    end: "processes",
  },
  {
    name: "memory without end",
    command: node("const held = []; for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1))"),
    limits: { memoryBytes: 300 * MEGABYTE },
    end: "memory",
  },
  {
    name: "memory of many processes",
    command: shell(
      `for i in 1 2 3 4; do ${NODE_INSIDE} -e "const held = Buffer.alloc(120 * 1024 * 1024, 1); setTimeout(() => held, 20000)" & done; wait`,
    ),
    limits: { memoryBytes: 400 * MEGABYTE },
    end: "memory",
  },
  {
    name: "a disk full of files",
    command: shell("i=0; while true; do head -c 2000000 /dev/zero > /app/file-$i; i=$((i+1)); done"),
    limits: { diskBytes: 60 * MEGABYTE },
    end: "disk",
  },
  {
    name: "a disk full of empty files",
    command: node("const files = require('fs'); for (let i = 0; ; i++) files.writeFileSync('/app/' + i, '')"),
    limits: { diskBytes: 2 * MEGABYTE },
    end: "disk",
  },
  { name: "an endless build", command: shell("while true; do :; done"), limits: { milliseconds: 1_000 }, end: "time" },
  {
    name: "a build that ignores signals",
    command: shell("trap '' TERM INT HUP; while true; do sleep 1; done"),
    limits: { milliseconds: 1_000 },
    end: "time",
  },
  { name: "output without end", command: shell("yes"), limits: { outputBytes: 5 * MEGABYTE }, end: "output" },
];

const countProcesses = async (): Promise<number> => (await listTree(process.pid, 10_000)).length;

const listRoots = async () => (await readdir("/tmp")).filter((name) => name.includes("letscode-root"));

describe.each(sandboxes)("bounds of $name", (sandbox) => {
  it.each(attacks)("A25: stops $name within the limit and 5 s", async ({ command, limits, end }) => {
    const before = await countProcesses();
    const ran = await runInSandbox(sandbox, command, { limits });
    expect(ran.end).toBe(end);
    expect(ran.milliseconds).toBeLessThan((limits.milliseconds ?? 15_000) + GRACE);
    await expect.poll(countProcesses, { timeout: 3_000 }).toBeLessThanOrEqual(before);
  });

  it("A25: refuses one huge file", async () => {
    const limits = { fileBytes: 4 * MEGABYTE };
    const { exitCode, end } = await runInSandbox(sandbox, shell("head -c 8000000 /dev/zero > /app/huge"), { limits });
    expect({ exitCode, end }).not.toEqual({ exitCode: 0, end: "exit" });
  });

  it.each(["/tmp", "/dev/shm"])("A25: bounds what %s holds", async (folder) => {
    const limits = { diskBytes: 20 * MEGABYTE };
    const script = `for i in 1 2 3 4 5 6 7 8 9 10; do head -c 40000000 /dev/zero > ${folder}/file-$i || exit 9; done`;
    const { exitCode } = await runInSandbox(sandbox, shell(script), { limits });
    expect(exitCode).toBe(9);
  });

  it("A25: lets nothing be written anywhere else", async () => {
    const places = ["/", "/dev", "/opt", "/opt/letscode", "/usr", "/etc", "/proc", "/run", "/old"];
    const script = places.map((place) => `touch ${place}/mark 2>/dev/null && echo wrote ${place};`).join(" ");
    expect((await runInSandbox(sandbox, shell(`${script} true`))).output).toBe("");
  });

  it("stops at once when canceled, with all it started", async () => {
    const before = await countProcesses();
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("canceled")), 500);
    const script = "setsid sleep 60 & (sleep 60 & sleep 60) & sleep 60";
    const ran = await runInSandbox(sandbox, shell(script), { signal: controller.signal });
    expect(ran.end).toBe("canceled");
    expect(ran.milliseconds).toBeLessThan(2_000);
    await expect.poll(countProcesses, { timeout: 2_000 }).toBeLessThanOrEqual(before);
  });

  it("does not begin what was canceled before", async () => {
    const ran = await runInSandbox(sandbox, shell("echo ran"), { signal: AbortSignal.abort() });
    expect(ran).toMatchObject({ end: "canceled", output: "" });
  });

  it("does not wait for what a command leaves running", async () => {
    const ran = await runInSandbox(sandbox, shell("sleep 60 & echo done"));
    expect(ran).toMatchObject({ end: "exit", exitCode: 0, output: "done\n" });
    expect(ran.milliseconds).toBeLessThan(5_000);
  });

  it("keeps characters whole that arrive in two pieces", async () => {
    const program =
      "const text = Buffer.from('é'.repeat(50000)); process.stdout.write(text.subarray(0, 33333)); setTimeout(() => process.stdout.write(text.subarray(33333)), 100)";
    expect((await runInSandbox(sandbox, node(program))).output).toBe("é".repeat(50_000));
  });

  it("leaves nothing in the temporary folder", async () => {
    const before = await listRoots();
    await runInSandbox(sandbox, shell("echo hello > /tmp/file"));
    expect(await listRoots()).toEqual(before);
  });
});
