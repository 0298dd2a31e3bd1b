export * from "./create-xai-provider.ts";
