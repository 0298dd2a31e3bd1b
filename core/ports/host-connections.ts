import type { ConnectionFinding } from "./deploy-host.ts";
import type { SealedSecret } from "./secret-box.ts";

export interface StoredHostConnection {
  host: string;
  scopeId: string | null;
  token: SealedSecret;
  webhookSecret: SealedSecret | null;
  findings: ConnectionFinding[];
  /** When it was last checked, ISO 8601. */
  checkedAt: string | null;
}

/** How deploy hosts are reached, as an admin entered it. Of the service role alone. */
export interface HostConnectionStore {
  get(host: string): Promise<StoredHostConnection | null>;
  save(connection: StoredHostConnection & { updatedBy: string }): Promise<void>;
  saveFindings(host: string, findings: ConnectionFinding[], checkedAt: string): Promise<void>;
  remove(host: string): Promise<void>;
}
