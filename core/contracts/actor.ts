import { z } from "zod";

/** Who did something: the AI, a person, or the platform itself. */
export const actorSchema = z.enum(["ai", "user", "system"]);
export type Actor = z.infer<typeof actorSchema>;
