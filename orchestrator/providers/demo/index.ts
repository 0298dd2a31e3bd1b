export * from "./create-demo-provider.ts";
