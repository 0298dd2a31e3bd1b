import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A file a person attached is not an image a model can be shown. */
export class ImageRefusedError extends LetscodeError {
  constructor(name: string, reason: string, cause?: unknown) {
    super({
      code: "image_refused",
      status: 400,
      message: `${name === "" ? "The file" : name} was not attached: ${reason}.`,
      fix: "Attach a PNG, JPEG, WebP or GIF image of at most 3.5 MB.",
      cause,
    });
  }
}
