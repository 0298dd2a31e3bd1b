// Runs inside the sandbox, whose network is a loopback of its own. It joins that loopback to unix sockets bound in
// from outside, then runs the command and ends with its exit code. Plain JavaScript without imports but node's own.
//   bridge.mjs egress <socket> <port> -- command…   the command reaches 127.0.0.1:<port>, which leads to <socket>
//   bridge.mjs serve <socket> <port> -- command…    whoever connects to <socket> reaches the command's port <port>;
//                                                   the socket is there from when the command listens
import { spawn } from "node:child_process";
import { renameSync } from "node:fs";
import { createConnection, createServer } from "node:net";

const [mode, socket, port, , ...command] = process.argv.slice(2);
const LOOK_MILLISECONDS = 20;

const join = (one, other) => {
  one.pipe(other);
  other.pipe(one);
  one.on("error", () => other.destroy());
  other.on("error", () => one.destroy());
  // Not destroy: what the other side has yet to send out must still leave.
  one.on("close", () => other.end());
  other.on("close", () => one.end());
};
const fail = (error) => {
  process.stderr.write(`The bridge out of the sandbox failed: ${error.message}\n`);
  process.exit(1);
};
const run = () => {
  const child = spawn(command[0], command.slice(1), { stdio: "inherit" });
  child.on("error", (error) => {
    process.stderr.write(`${command[0]} could not be started: ${error.message}\n`);
    process.exit(127);
  });
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 137)));
};

// A server may listen on 127.0.0.1, on [::1] or on both, by the version of node and by what it asks for.
const look = (host) =>
  new Promise((resolve) => {
    const connection = createConnection({ port: Number(port), host });
    connection.on("connect", () => (connection.destroy(), resolve(host)));
    connection.on("error", () => resolve(null));
  });
const serve = async () => {
  let host = null;
  while (host === null) {
    host = (await look("127.0.0.1")) ?? (await look("::1"));
    if (host === null) await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
  createServer((incoming) => join(incoming, createConnection({ port: Number(port), host })))
    .on("error", fail)
    // A socket is in its folder before it listens: only under its own name can it be connected to.
    .listen(`${socket}.new`, () => renameSync(`${socket}.new`, socket));
};

if (mode === "egress") {
  createServer((incoming) => join(incoming, createConnection(socket)))
    .on("error", fail)
    .listen(Number(port), "127.0.0.1", run);
} else {
  run();
  serve();
}
