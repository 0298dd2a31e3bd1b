export type { ApiContext } from "./api-context.ts";
export { findSession } from "./authenticate.ts";
export { createApi, type Api } from "./create-api.ts";
export { findSharedApi, shareApi } from "./shared-api.ts";
