export { findInstance, type Instance } from "./instance.ts";
export { startServer, type RunningServer, type ServerOptions } from "./start-server.ts";
export { superviseWorker, type SupervisedWorker } from "./supervise-worker.ts";
