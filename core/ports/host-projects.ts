/** Which project of a deploy host, by the host's own id, belongs to which of ours. */
export interface HostProjectStore {
  get(projectId: string, host: string): Promise<string | null>;
  save(projectId: string, host: string, externalId: string): Promise<void>;
  /** The project of ours that a host calls by this id. */
  find(host: string, externalId: string): Promise<string | null>;
}
