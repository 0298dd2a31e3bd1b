// Runs inside the sandbox and tries to get out. Each attempt answers what it got hold of, or throws. Without walls only
// those may run that change nothing: TARGET.only names them.
import { execFileSync, spawnSync } from "node:child_process";
import * as files from "node:fs";
import { connect } from "node:net";

const target = JSON.parse(process.env.TARGET);

const reach = (options) =>
  new Promise((resolve, reject) => {
    const socket = connect({ timeout: 1_500, ...options });
    socket.on("data", (data) => (socket.destroy(), resolve(data.toString())));
    socket.on("connect", () => socket.write("GET / HTTP/1.0\r\n\r\n"));
    socket.on("timeout", () => (socket.destroy(), reject(new Error("no answer"))));
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("closed")));
  });
const processes = () => files.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
const readAll = (paths) =>
  paths
    .map((path) => {
      try {
        return files.readFileSync(path, "latin1");
      } catch {
        return "";
      }
    })
    .join("\n");
/** Files that a process has open; reading from its pipes would wait for ever. */
const listDescriptors = (id) => {
  try {
    return files
      .readdirSync(`/proc/${id}/fd`)
      .map((fd) => `/proc/${id}/fd/${fd}`)
      .filter((path) => /^\/(?!dev\/|proc\/)/.test(files.readlinkSync(path)) && files.statSync(path).isFile());
  } catch {
    return [];
  }
};
const findFiles = (folder) => {
  try {
    return files.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (/^\/proc\/(?:\d+|self|thread-self)$/.test(path)) return [];
      return entry.isDirectory() ? findFiles(path) : [path];
    });
  } catch {
    return [];
  }
};
const write = (path) => (files.writeFileSync(path, "1"), `wrote ${path}`);
const run = (command, ...parts) => {
  const { status, stderr } = spawnSync(command, parts, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return `${command} worked`;
};

const attempts = {
  environment: () => JSON.stringify(process.env),
  "environment of every process": () => readAll(processes().map((id) => `/proc/${id}/environ`)),
  "command line of every process": () => readAll(processes().map((id) => `/proc/${id}/cmdline`)),
  "open descriptors": () => readAll(listDescriptors("self")),
  "descriptors of every process": () => readAll(processes().flatMap(listDescriptors)),
  "a file of the machine": () => files.readFileSync(target.file, "utf8"),
  "a file of the machine through a link": () => {
    files.symlinkSync(target.file, "link");
    return files.readFileSync("link", "utf8");
  },
  "a file of the machine through /proc": () =>
    readAll(
      processes().flatMap((id) => [`/proc/${id}/root${target.file}`, `/proc/${id}/cwd/../../../..${target.file}`]),
    ),
  "a sibling's source": () => files.readFileSync(target.sibling, "utf8"),
  "users of the machine": () => `canary ${files.readFileSync("/etc/passwd", "utf8")}`,
  "passwords of the machine": () => `canary ${files.readFileSync("/etc/shadow", "utf8")}`,
  "home of root": () => `canary ${files.readdirSync("/root")}`,
  "loopback of the machine": () => reach({ port: target.port, host: "127.0.0.1" }),
  "loopback of the machine, IPv6": () => reach({ port: target.port, host: "::1" }),
  "address of the machine": () => reach({ port: target.port, host: target.address }),
  "metadata address": () => reach({ port: 80, host: "169.254.169.254" }),
  "the internet": () => reach({ port: 443, host: "1.1.1.1" }),
  "a unix socket": () => reach({ path: target.socket }),
  "an abstract socket": () => reach({ path: `\0${target.abstract}` }),
  // What is there is written back: where the wall is missing, the machine must not suffer for it.
  "kernel settings": () => {
    const path = "/proc/sys/kernel/core_pattern";
    files.writeFileSync(path, files.readFileSync(path));
    return `wrote ${path}`;
  },
  "anything of the kernel": () =>
    findFiles("/proc")
      .filter((path) => !/^\/proc\/(?:\d+|self|thread-self)\//.test(path))
      .flatMap((path) => {
        try {
          // Opening changes nothing yet.
          files.closeSync(files.openSync(path, "r+"));
          return [`wrote ${path}`];
        } catch {
          return [];
        }
      })
      .join(" "),
  "host name": () => run("hostname", "canary"),
  "programs of the machine": () => write("/usr/bin/canary"),
  "npm of the machine": () => write("/opt/npm/canary"),
  "node of the machine": () => (files.appendFileSync("/opt/node/bin/node", ""), "wrote node"),
  "shared dependencies": () => write("/app/node_modules/canary"),
  "a mount": () => run("mount", "-t", "tmpfs", "tmpfs", "/tmp"),
  "namespaces of its own": () => run("unshare", "--user", "--map-root-user", "true"),
  "a device": () => run("mknod", "/tmp/disk", "b", "254", "0"),
  "another process": () => {
    const signaled = processes().filter((id) => {
      try {
        // Only those of outside: its own and the one that set the walls up are its to signal.
        return Number(id) === target.process && process.kill(Number(id), 0);
      } catch {
        return false;
      }
    });
    if (signaled.length === 0) throw new Error("none");
    return "signaled a process of the machine";
  },
  "the sudo of the machine": () => execFileSync("sudo", ["-n", "true"]) && "sudo worked",
};

const caught = {};
for (const [name, attempt] of Object.entries(attempts)) {
  if (target.only !== undefined && !target.only.includes(name)) continue;
  try {
    const got = String(await attempt());
    if (/canary|wrote|worked|signaled/.test(got)) caught[name] = got.slice(0, 200);
  } catch {
    // Denied.
  }
}
console.log(`CAUGHT ${JSON.stringify(caught)}`);
