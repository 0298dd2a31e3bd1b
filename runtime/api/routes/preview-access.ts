import { z } from "zod";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { findSession } from "../authenticate.ts";
import { definePublicRoute } from "../define-route.ts";

const previewQuery = z.object({
  address: z.string().regex(/^[a-z0-9-]{1,63}$/),
  /** Only a path on the preview's own origin; anything else would be an open redirect (A28). */
  path: z
    .string()
    .regex(/^\/(?![/\\])/)
    .max(2000)
    .default("/"),
});

const redirect = (location: string): Response =>
  new Response(null, { status: 302, headers: { location, "cache-control": "no-store" } });

export const previewAccessRoutes = [
  definePublicRoute(
    {
      method: "get",
      path: "/api/preview-access",
      tag: "Deployments",
      summary: "Sends the owner into a private preview with a ticket; anyone else to sign-in or 404",
      query: previewQuery,
      status: 200,
      answer: undefined,
    },
    async ({ context, query, request }) => {
      const session = await findSession(context, request);
      if (session === null) {
        const { pathname, search } = new URL(request.url);
        return redirect(`${context.appOrigin}/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`);
      }
      const found = await session.stores.deployments.findByAddress("preview", query.address);
      if (found === null || found.project.ownerId !== session.userId) throw new NotFoundError("preview");
      return redirect(
        context.previewEntrance({
          projectId: found.project.id,
          userId: session.userId,
          address: query.address,
          path: query.path,
        }),
      );
    },
  ),
];
