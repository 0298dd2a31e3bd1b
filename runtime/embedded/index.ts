export { applyMigrations } from "./apply-migrations.ts";
export type { SupabaseKeys } from "./data-api/create-supabase-lite.ts";
export { startEmbedded, type Embedded, type EmbeddedOptions } from "./start-embedded.ts";
export { startPostgres, type RunningPostgres } from "./start-postgres.ts";
