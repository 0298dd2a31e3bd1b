import { profileSchema, publicConfigSchema, type Profile, type PublicConfig } from "#core/contracts/index.ts";
import { requestApi } from "./request-api.ts";

/** What this installation is made of; the same for everyone. */
export const getPublicConfig = (): Promise<PublicConfig> => requestApi("/api/config", { answer: publicConfigSchema });

/** Who is signed in. */
export const getProfile = (): Promise<Profile> => requestApi("/api/me", { answer: profileSchema });
