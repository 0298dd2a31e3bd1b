export * from "./check-runner.ts";
export * from "./clock.ts";
export * from "./deploy-host.ts";
export * from "./event-publisher.ts";
export * from "./git-host.ts";
export * from "./logger.ts";
export * from "./provider.ts";
export * from "./stores.ts";
