import { LetscodeError } from "./letscode-error.ts";

/** The slug a name gives is already used by this owner. */
export class NameTakenError extends LetscodeError {
  constructor(slug: string) {
    super({
      code: "name_taken",
      status: 409,
      message: `You already have a project whose address is ${slug}.`,
      fix: "Choose another name.",
      data: { slug },
    });
  }
}
