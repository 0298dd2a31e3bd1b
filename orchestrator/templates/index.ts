export * from "./read-template.ts";
