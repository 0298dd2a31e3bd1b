export * from "./config.ts";
export * from "./read-config.ts";
export * from "./load-environment.ts";
