import type { Api } from "./create-api.ts";

/** Next bundles its own copy of our modules, so a module's variable would be two: the process is what they share. */
const key = Symbol.for("letscode.api");

/** Lets the pages of the web app in this process ask the REST interface without a network in between. */
export const shareApi = (api: Api): void => {
  Reflect.set(globalThis, key, api);
};

/** What `shareApi` was given; null where no server of ours runs in this process. */
export const findSharedApi = (): Api | null => {
  const shared: unknown = Reflect.get(globalThis, key);
  return isApi(shared) ? shared : null;
};

const isApi = (value: unknown): value is Api =>
  typeof value === "object" && value !== null && "fetch" in value && typeof value.fetch === "function";
