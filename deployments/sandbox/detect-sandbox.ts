import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBubblewrap } from "./bubblewrap.ts";
import { BRIDGE_INSIDE, describeEnvironment, NODE_INSIDE } from "./describe-mounts.ts";
import { toNamespaces } from "./namespaces.ts";
import { runBounded } from "./run-bounded.ts";
import { buildLimits, type Sandbox, type SandboxCommand } from "./sandbox.ts";
import { SandboxMissingError } from "./sandbox-missing-error.ts";

/** The program that sets up the walls sees no environment of ours but a path: `--clearenv` alone leaves it in /proc/1/environ. */
const bare = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" };

const bubblewrap: Sandbox = {
  name: "bubblewrap",
  run: (command) => runBounded(toBubblewrap(command), command, { environment: bare }),
};
const namespaces: Sandbox = {
  name: "namespaces",
  run: (command) => runBounded(toNamespaces(command), command, { environment: bare }),
};

/** No walls at all; chosen by the operator alone. Paths inside are translated to where they really are. */
const none: Sandbox = {
  name: "none",
  run: (command) => {
    const mounts = [...(command.readOnly ?? []), ...(command.writable ?? []), { from: command.folder, to: "/app" }];
    const translate = (text: string): string => {
      if (text === NODE_INSIDE) return process.execPath;
      if (text === BRIDGE_INSIDE) return new URL("bridge.mjs", import.meta.url).pathname;
      const mount = mounts.find(({ to }) => text === to || text.startsWith(`${to}/`));
      return mount === undefined ? text : mount.from + text.slice(mount.to.length);
    };
    const environment = Object.fromEntries(
      Object.entries(describeEnvironment(command)).map(([name, value]) => [
        name,
        name === "PATH" ? value : translate(value),
      ]),
    );
    environment["PATH"] = `${command.folder}/node_modules/.bin:${process.execPath.replace(/\/node$/, "")}:${bare.PATH}`;
    environment["HOME"] = tmpdir();
    return runBounded(command.command.map(translate), command, { environment, directory: command.folder });
  },
};

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
  if (setting === "none") return none;
  if (setting === "seatbelt")
    throw new SandboxMissingError("seatbelt is not supported yet; on macOS run LetsCode in a Linux container");
  const candidates =
    setting === "auto" ? [bubblewrap, namespaces] : [setting === "bubblewrap" ? bubblewrap : namespaces];
  const reasons: string[] = [];
  for (const candidate of candidates) {
    const reason = await probe(candidate);
    if (reason === null) return candidate;
    reasons.push(reason);
  }
  throw new SandboxMissingError(reasons.join("; "));
};
