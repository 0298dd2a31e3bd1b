import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The embedded PostgreSQL did not start. */
export class EmbeddedPostgresError extends LetscodeError {
  constructor(directory: string, log: string[], cause: unknown) {
    super({
      code: "embedded_postgres_failed",
      status: 500,
      message: `The embedded database in ${directory} did not start. ${log.join(" | ") || String(cause)}`,
      fix: "Check that the folder is writable and the disk is not full, or set DATABASE_URL to a PostgreSQL of yours; `letscode doctor` looks closer.",
      data: { directory },
      cause,
    });
  }
}
