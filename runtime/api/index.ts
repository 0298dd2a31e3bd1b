export type { ApiContext } from "./api-context.ts";
export { findSession } from "./authenticate.ts";
export { createApi, type Api } from "./create-api.ts";
export { findSharedServer, shareServer } from "./shared-server.ts";
