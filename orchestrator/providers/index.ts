export * from "./create-candidate.ts";
export * from "./create-providers.ts";
export * from "./provider-error.ts";
