import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBubblewrap } from "./bubblewrap.ts";
import { describeMachine, NODE_INSIDE, type Machine } from "./describe-machine.ts";
import { toNamespaces } from "./namespaces.ts";
import { createNoSandbox } from "./no-sandbox.ts";
import { runBounded } from "./run-bounded.ts";
import { buildLimits, type Sandbox, type SandboxCommand } from "./sandbox.ts";
import { SandboxMissingError } from "./sandbox-missing-error.ts";

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

type ToProgram = (machine: Machine, command: SandboxCommand) => string[];

/** The program that sets up the walls sees no environment of ours but a path: `--clearenv` alone leaves it in /proc/1/environ. */
const createSandbox = (name: "bubblewrap" | "namespaces", machine: Machine, toProgram: ToProgram): Sandbox => ({
  name,
  findPort: async (wanted) => wanted,
  run: (command) => runBounded(toProgram(machine, command), command, { environment: { PATH } }),
});

/** Older versions of bubblewrap (before 0.8) cannot forbid user namespaces inside. */
const toOldBubblewrap: ToProgram = (machine, command) =>
  toBubblewrap(machine, command).filter((argument) => argument !== "--disable-userns");

const probe = async (sandbox: Sandbox): Promise<string | null> => {
  const folder = await mkdtemp(join(tmpdir(), "letscode-probe-"));
  const output: string[] = [];
  const command: SandboxCommand = {
    command: [NODE_INSIDE, "-e", "require('fs').writeFileSync('/app/ok', '1'); console.log('works')"],
    folder,
    environment: {},
    limits: { ...buildLimits, milliseconds: 10_000 },
    signal: new AbortController().signal,
    onOutput: (_, text) => output.push(text),
  };
  try {
    const { exitCode } = await sandbox.run(command);
    return exitCode === 0 && output.join("").includes("works")
      ? null
      : `${sandbox.name}: ${output.join("").trim().slice(0, 200) || `ended with ${exitCode}`}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * Finds a sandbox that really works here, by running something in it. `auto` tries bubblewrap, then plain
 * namespaces; a named one is the only one tried. Throws SandboxMissingError with what each said.
 */
export const detectSandbox = async (
  setting: "auto" | "bubblewrap" | "namespaces" | "seatbelt" | "none",
): Promise<Sandbox> => {
  if (setting === "none") return createNoSandbox(PATH);
  if (setting === "seatbelt")
    throw new SandboxMissingError("seatbelt is not supported yet; on macOS run LetsCode in a Linux container");
  const machine = describeMachine();
  const candidates = [
    createSandbox("bubblewrap", machine, toBubblewrap),
    createSandbox("bubblewrap", machine, toOldBubblewrap),
    createSandbox("namespaces", machine, toNamespaces),
  ].filter(({ name }) => setting === "auto" || name === setting);
  const reasons = new Set<string>();
  for (const candidate of candidates) {
    const reason = await probe(candidate);
    if (reason === null) return candidate;
    reasons.add(reason);
  }
  throw new SandboxMissingError([...reasons].join("; "));
};
