export * from "./create-openai-provider.ts";
