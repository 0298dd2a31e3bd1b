import type { WorkspaceEvent } from "#core/contracts/workspace-event.ts";

/**
 * Sends ephemeral events to the private channel `project:<projectId>`. Deltas of one file are coalesced to at
 * most one message per 50 ms, the first one at once. Never throws: the durable rows are the truth, and a lost
 * delta shows itself by its `offset`.
 */
export interface EventPublisher {
  publish(projectId: string, event: WorkspaceEvent): void;
  /** Sends what is held back; resolves when it is out. */
  flush(projectId: string): Promise<void>;
}
