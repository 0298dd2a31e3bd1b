import { createAccessTokenSchema } from "#core/contracts/access-token.ts";
import { idSchema } from "#core/contracts/id.ts";
import { pageSchema } from "#core/contracts/page.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { createAccessToken } from "../../services/create-access-token.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Access tokens";

export const accessTokenRoutes = [
  defineRoute(
    {
      method: "post",
      path: "/api/access-tokens",
      tag,
      summary: "Make a token for cloning and pushing; shown this once",
      body: createAccessTokenSchema,
      status: 201,
      answer: answers.createdAccessToken,
    },
    ({ context, session, body }) => createAccessToken(context, session, body),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/access-tokens",
      tag,
      summary: "Your tokens, without the tokens themselves",
      status: 200,
      answer: pageSchema(answers.accessToken),
    },
    async ({ session }) => ({
      items: await session.stores.accessTokens.list(session.userId),
      nextCursor: null,
    }),
  ),
  defineRoute(
    {
      method: "delete",
      path: "/api/access-tokens/{id}",
      tag,
      summary: "Revoke a token at once",
      params: idParams,
      status: 204,
      answer: undefined,
    },
    async ({ context, session, params }) => {
      const own = await session.stores.accessTokens.list(session.userId);
      if (!idSchema.safeParse(params.id).success || !own.some(({ id }) => id === params.id))
        throw new NotFoundError("access token");
      await context.stores.accessTokens.revoke(session.userId, params.id);
      return new Response(null, { status: 204 });
    },
  ),
];
