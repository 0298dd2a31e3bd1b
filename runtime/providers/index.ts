export * from "./create-live-providers.ts";
export { toCredentialContext } from "./to-credential-context.ts";
