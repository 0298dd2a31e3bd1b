// Runs inside the sandbox, whose network is a loopback of its own. It joins that loopback to unix sockets bound in
// from outside, then runs the command and ends with its exit code. Plain JavaScript without imports but node's own.
//   bridge.mjs egress <socket> <port> -- command…   the command reaches 127.0.0.1:<port>, which leads to <socket>
//   bridge.mjs serve <socket> <port> -- command…    whoever connects to <socket> reaches the command's 127.0.0.1:<port>
import { spawn } from "node:child_process";
import { createConnection, createServer } from "node:net";

const [mode, socket, port, , ...command] = process.argv.slice(2);
const join = (one, other) => {
  one.pipe(other);
  other.pipe(one);
  one.on("error", () => other.destroy());
  other.on("error", () => one.destroy());
};
const server = createServer((incoming) =>
  join(incoming, mode === "egress" ? createConnection(socket) : createConnection(Number(port), "127.0.0.1")),
);
server.on("error", (error) => {
  process.stderr.write(`The bridge out of the sandbox failed: ${error.message}\n`);
  process.exit(1);
});
const run = () => {
  const child = spawn(command[0], command.slice(1), { stdio: "inherit" });
  child.on("error", (error) => {
    process.stderr.write(`${command[0]} could not be started: ${error.message}\n`);
    process.exit(127);
  });
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 137)));
};
if (mode === "egress") server.listen(Number(port), "127.0.0.1", run);
else server.listen(socket, run);
