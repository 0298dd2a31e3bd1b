import type { DeployEnvironment } from "../contracts/deployment.ts";
import type { EnvironmentVariable } from "../contracts/environment-variable.ts";
import type { SealedSecret } from "./secret-box.ts";

/** Environment variables of projects; values are sealed before they come here. */
export interface VariableStore {
  /** By name; of one environment or of both. */
  list(projectId: string): Promise<EnvironmentVariable[]>;
  listSealed(projectId: string, environment: DeployEnvironment): Promise<{ name: string; sealed: SealedSecret }[]>;
  save(variable: {
    projectId: string;
    environment: DeployEnvironment;
    name: string;
    sealed: SealedSecret;
    updatedBy: string;
  }): Promise<void>;
  remove(projectId: string, name: string, environment?: DeployEnvironment): Promise<void>;
}
