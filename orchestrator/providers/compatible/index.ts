export * from "./create-compatible-provider.ts";
