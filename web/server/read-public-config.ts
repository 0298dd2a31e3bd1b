import { cache } from "react";
import { publicConfigSchema } from "#core/contracts/public-config.ts";
import { callApi } from "./call-api.ts";

/** What this installation is made of. */
export const readPublicConfig = cache(() => callApi("/api/config", { answer: publicConfigSchema }));
