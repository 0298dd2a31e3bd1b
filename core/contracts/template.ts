import { z } from "zod";

/** A starter app a new project can begin from. */
export const templateSchema = z.object({ name: z.string(), title: z.string(), description: z.string() });
export type Template = z.infer<typeof templateSchema>;
