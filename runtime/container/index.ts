export { type Adapters, createAdapters } from "./create-adapters.ts";
export { createInstallation, type Installation, migrationsFolder, rootFolder } from "./installation.ts";
export { createLogger } from "./create-logger.ts";
export { createServerContainer, type ServerContainer } from "./create-server-container.ts";
export { createWorkerContainer, type WorkerContainer } from "./create-worker-container.ts";
export { loadSecrets, type Secrets } from "./load-secrets.ts";
export { createNpmRegistryReader } from "./read-npm-registry.ts";
export { readVersion } from "./read-version.ts";
export { systemClock } from "./system-clock.ts";
