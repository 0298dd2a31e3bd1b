import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { TooLargeError } from "#core/errors/too-large-error.ts";

/** Largest request body in bytes: a manual edit of many files fits, an upload of media does not. */
export const MAXIMUM_BODY_BYTES = 12 * 1024 * 1024;

const tooLarge = (): TooLargeError => new TooLargeError("The request", "12 MB");

const readLimited = async (request: Request): Promise<string> => {
  if (Number(request.headers.get("content-length") ?? 0) > MAXIMUM_BODY_BYTES) throw tooLarge();
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAXIMUM_BODY_BYTES) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};

/**
 * The JSON a request carries; an empty body reads as `{}`. Throws InvalidInputError when it is something else,
 * TooLargeError as soon as more than the limit has arrived.
 */
export const readBody = async (request: Request): Promise<unknown> => {
  const type = request.headers.get("content-type");
  const text = await readLimited(request);
  if (text === "") return {};
  if (type !== null && !/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new InvalidInputError([{ path: "", message: `the body must be application/json, not ${type}` }]);
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new InvalidInputError([{ path: "", message: "the body is not valid JSON" }], thrown);
  }
};
