import { createPromptImageSchema } from "#core/contracts/prompt-image.ts";
import { keepPromptImage, requirePromptImage } from "../../services/keep-prompt-image.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Runs";

/** An image never changes. Whatever is in it, a browser that opens it by its address runs nothing. */
const headers = {
  "cache-control": "private, max-age=31536000, immutable",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
};

export const promptImageRoutes = [
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/images",
      tag,
      summary: "Keep an image for a prompt",
      params: idParams,
      body: createPromptImageSchema,
      status: 201,
      answer: answers.promptImage,
    },
    ({ context, session, params, body }) => keepPromptImage(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/images/{id}",
      tag,
      summary: "The bytes of an image of a prompt",
      params: idParams,
      status: 200,
      answer: undefined,
    },
    async ({ session, params }) => {
      const { mediaType, data } = await requirePromptImage(session, params.id);
      return new Response(Buffer.from(data, "base64"), { headers: { ...headers, "content-type": mediaType } });
    },
  ),
];
