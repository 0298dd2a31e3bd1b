import { LetscodeError } from "#core/errors/letscode-error.ts";

/** This machine has nothing that builds could be kept apart with. */
export class SandboxMissingError extends LetscodeError {
  constructor(reason: string) {
    super({
      code: "sandbox_missing",
      status: 503,
      message: `Builds are off, because nothing on this machine can keep them apart from your files: ${reason}.`,
      fix: "Install bubblewrap (Debian and Ubuntu: `apt install bubblewrap`; Fedora: `dnf install bubblewrap`) and start again. On a machine where only your own code is built you may set LETSCODE_SANDBOX=none.",
      data: { reason },
    });
  }
}
