import { z } from "zod";
import { definePublicRoute, defineRoute } from "../define-route.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { answers } from "../schemas.ts";

const tag = "System";
const readiness = z.object({ status: z.enum(["ready", "unready"]), checks: z.record(z.string(), z.boolean()) });

export const systemRoutes = [
  definePublicRoute(
    {
      method: "get",
      path: "/api/health",
      tag,
      summary: "Whether the server runs",
      status: 200,
      answer: z.object({ status: z.literal("ok"), version: z.string() }),
    },
    async ({ context }) => ({ status: "ok" as const, version: (await context.readPublicConfig()).version }),
  ),
  definePublicRoute(
    {
      method: "get",
      path: "/api/ready",
      tag,
      summary: "Whether everything it needs answers; 503 until it does",
      status: 200,
      answer: undefined,
    },
    async ({ context }) => {
      const checks = await context.checkReadiness();
      const isReady = Object.values(checks).every(Boolean);
      return Response.json(readiness.parse({ status: isReady ? "ready" : "unready", checks }), {
        status: isReady ? 200 : 503,
      });
    },
  ),
  definePublicRoute(
    {
      method: "get",
      path: "/api/config",
      tag,
      summary: "Where Supabase is, and what is embedded",
      status: 200,
      answer: answers.publicConfig,
    },
    ({ context }) => context.readPublicConfig(),
  ),
  defineRoute(
    { method: "get", path: "/api/me", tag, summary: "Who is signed in", status: 200, answer: answers.profile },
    async ({ session }) => {
      const profile = await session.stores.profiles.get(session.userId);
      if (profile === null) throw new NotFoundError("profile");
      return profile;
    },
  ),
];
