export { findInstance, type Instance } from "./instance.ts";
export { listen } from "./listen.ts";
export { startServer, type RunningServer, type ServerOptions } from "./start-server.ts";
export { superviseWorker, type SupervisedWorker } from "./supervise-worker.ts";
