import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { AuthoriseTopic } from "../access/authorise-topic.ts";
import type { Speaker } from "../access/verify-token.ts";
import type { ChangeFeed } from "../changes/create-change-feed.ts";
import type { Hub } from "./create-hub.ts";
import type { Presence } from "./create-presence.ts";

/** What all sockets of one server share. */
export interface RealtimeContext {
  verify(token: string): Speaker | null;
  authorise: AuthoriseTopic;
  hub: Hub;
  presence: Presence;
  changes: ChangeFeed;
  clock: Clock;
  logger: Logger;
}
