import type { PublicConfig } from "#core/contracts/public-config.ts";
import type { ServiceContext, Session } from "../services/service-context.ts";

/** What the REST interface needs of the composition root. */
export interface ApiContext extends ServiceContext {
  /** The session an access token stands for; null when it is not valid. */
  openSession(accessToken: string): Promise<Session | null>;
  /** Reads the Supabase access token out of a Cookie header; null when there is none. */
  readSessionToken(cookieHeader: string): Promise<string | null>;
  readPublicConfig(): Promise<PublicConfig>;
  /** Names each part that is needed and whether it answers. */
  checkReadiness(): Promise<Record<string, boolean>>;
  /** Where the owner of a private preview is sent with a ticket; see deployments/preview-access. */
  previewEntrance(request: { projectId: string; userId: string; address: string; path: string }): string;
}
