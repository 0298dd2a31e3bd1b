import type { CreatePromptImage, ImageType, PromptImage } from "#core/contracts/prompt-image.ts";
import { MAXIMUM_IMAGE_BYTES } from "#core/contracts/prompt-image.ts";
import { idSchema } from "#core/contracts/id.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { LimitReachedError } from "#core/errors/limit-reached-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { TooLargeError } from "#core/errors/too-large-error.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** Bytes of all images of one project together. */
const MAXIMUM_PROJECT_BYTES = 200 * 1024 * 1024;

/** How files of each type begin, as hexadecimal. https://www.w3.org/TR/png, ISO 10918-1, RFC 9649 (WebP), the GIF89a specification */
const beginnings: Record<ImageType, RegExp> = {
  "image/png": /^89504e470d0a1a0a/,
  "image/jpeg": /^ffd8ff/,
  "image/webp": /^52494646.{8}57454250/,
  "image/gif": /^47494638(?:37|39)61/,
};

const readBytes = ({ data, mediaType }: CreatePromptImage): number => {
  const bytes = Buffer.from(data, "base64");
  if (bytes.length > MAXIMUM_IMAGE_BYTES) throw new TooLargeError("The image", "3.5 MB");
  if (!beginnings[mediaType].test(bytes.subarray(0, 16).toString("hex"))) {
    throw new InvalidInputError([{ path: "data", message: `this is not an image of the type ${mediaType}` }]);
  }
  return bytes.length;
};

/**
 * Keeps an image for a prompt of a project. Throws NotFoundError, TooLargeError, InvalidInputError for bytes that are not
 * of the type they are said to be, LimitReachedError.
 */
export const keepPromptImage = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  image: CreatePromptImage,
): Promise<PromptImage> => {
  const project = await requireProject(session, projectId);
  const bytes = readBytes(image);
  const known = await session.stores.promptImages.list(project.id);
  if (known.reduce((sum, one) => sum + one.bytes, bytes) > MAXIMUM_PROJECT_BYTES) {
    throw new LimitReachedError(
      "The images of this project's prompts have 200 MB, which is the most there may be.",
      "Put further images into the repository, and name them in the prompt.",
      { limit: MAXIMUM_PROJECT_BYTES },
    );
  }
  return context.stores.promptImages.save({ ...image, projectId: project.id, createdBy: session.userId, bytes });
};

/** An image a session may see, with its bytes as Base64. Throws NotFoundError. */
export const requirePromptImage = async (session: Session, id: string): Promise<PromptImage & { data: string }> => {
  const image = idSchema.safeParse(id).success ? await session.stores.promptImages.get(id) : null;
  if (image === null) throw new NotFoundError("image");
  return image;
};
