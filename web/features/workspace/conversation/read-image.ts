import { imageTypeSchema, MAXIMUM_IMAGE_BYTES, type CreatePromptImage } from "#core/contracts/index.ts";
import { ImageRefusedError } from "./image-refused-error.ts";

/** Longest side a model looks at; anything larger is scaled down by the providers anyway. */
const LONGEST_SIDE = 1_568;
/** Below this an image is sent as it is. */
const SMALL_BYTES = 400 * 1024;

const toBase64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  // In pieces: the arguments of one call are limited.
  for (let start = 0; start < bytes.length; start += 32_768)
    text += String.fromCodePoint(...bytes.subarray(start, start + 32_768));
  return btoa(text);
};

/** The size an image is sent in: the longest side is at most what a model looks at. */
export const fitImage = (width: number, height: number): { width: number; height: number } => {
  const factor = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
};

const scaleDown = async (file: Blob): Promise<Blob> => {
  const bitmap = await createImageBitmap(file);
  try {
    const size = fitImage(bitmap.width, bitmap.height);
    const canvas = new OffscreenCanvas(size.width, size.height);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, size.width, size.height);
    return await canvas.convertToBlob({ type: "image/webp", quality: 0.9 });
  } finally {
    bitmap.close();
  }
};

/**
 * Reads an image a person chose, pasted or dropped; a large one is scaled down first. Throws ImageRefusedError for a file
 * that is no image, or stays too large.
 */
export const readImage = async (file: File): Promise<CreatePromptImage> => {
  const given = imageTypeSchema.safeParse(file.type);
  if (!given.success) throw new ImageRefusedError(file.name, "it is not a PNG, JPEG, WebP or GIF image");
  const name = file.name.trim().slice(0, 200) || "image";
  const isSmall = file.size <= SMALL_BYTES || given.data === "image/gif";
  const blob = isSmall
    ? file
    : await scaleDown(file).catch((thrown: unknown) => {
        throw new ImageRefusedError(file.name, "it cannot be read as an image", thrown);
      });
  if (blob.size > MAXIMUM_IMAGE_BYTES) throw new ImageRefusedError(file.name, "it has more than 3.5 MB");
  const mediaType = imageTypeSchema.catch(given.data).parse(blob.type);
  return { name, mediaType, data: await toBase64(blob) };
};
