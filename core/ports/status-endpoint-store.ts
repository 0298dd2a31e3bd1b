import type { Page, PageQuery } from "../contracts/page.ts";
import type { StatusEndpoint, StatusMessage, StatusTry } from "../contracts/status-endpoint.ts";
import type { SealedSecret } from "./secret-box.ts";

/** Where messages about deployments go, and what became of each. Endpoints are the service role's; messages are read by owners too. */
export interface StatusEndpointStore {
  create(endpoint: { id: string; projectId: string; url: string; secret: SealedSecret }): Promise<StatusEndpoint>;
  get(id: string): Promise<StatusEndpoint | null>;
  list(projectId: string): Promise<StatusEndpoint[]>;
  /** The secret, and the one before it with its end while it still signs. */
  getSecrets(
    id: string,
  ): Promise<{ secret: SealedSecret; previous: { secret: SealedSecret; expiresAt: string } | null } | null>;
  update(
    id: string,
    patch: { url?: string; isEnabled?: boolean; disabledReason?: string | null },
  ): Promise<StatusEndpoint>;
  rotate(
    id: string,
    secrets: { secret: SealedSecret; previous: SealedSecret; previousExpiresAt: string },
  ): Promise<StatusEndpoint>;
  remove(id: string): Promise<void>;
  /** Puts a message into the queue of an endpoint. */
  addMessage(message: Pick<StatusMessage, "projectId" | "endpointId" | "event" | "payload">): Promise<StatusMessage>;
  getMessage(id: string): Promise<StatusMessage | null>;
  /** Newest first. */
  listMessages(projectId: string, query: PageQuery & { endpointId?: string }): Promise<Page<StatusMessage>>;
  /** Records a try; without a wait it was the last one. Null when the message has ended already. */
  recordTry(
    messageId: string,
    outcome: { entry: StatusTry; isDelivered: boolean; waitSeconds: number | null },
  ): Promise<StatusMessage | null>;
  /** Sends what has ended once more, under the same id. */
  resend(messageId: string): Promise<StatusMessage>;
  /** Forgets messages made before; answers how many. */
  removeMessagesBefore(instant: Date): Promise<void>;
}
