import type { Api } from "./create-api.ts";

/** What the pages of the web app need of the server whose process they are rendered in. */
export interface SharedServer {
  api: Api;
  /** Public address, with the port that was really taken. */
  appUrl: string;
  /** Deploy hosts a project may choose now: what an admin connects counts at once. */
  listDeployHosts(): Promise<string[]>;
}

/** Next bundles its own copy of our modules, so a module's variable would be two: the process is what they share. */
const key = Symbol.for("letscode.server");

const isShared = (value: unknown): value is SharedServer =>
  typeof value === "object" && value !== null && "api" in value && "appUrl" in value && "listDeployHosts" in value;

/** Lets the pages of the web app in this process ask the REST interface without a network in between. */
export const shareServer = (server: SharedServer): void => {
  Reflect.set(globalThis, key, server);
};

/** What `shareServer` was given; null where no server of ours runs in this process. */
export const findSharedServer = (): SharedServer | null => {
  const shared: unknown = Reflect.get(globalThis, key);
  return isShared(shared) ? shared : null;
};
