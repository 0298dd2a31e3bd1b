export * from "./create-anthropic-provider.ts";
