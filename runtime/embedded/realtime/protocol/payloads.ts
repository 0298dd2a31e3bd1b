import { z } from "zod";

const changeBindingSchema = z.looseObject({
  event: z.string().max(20).default("*"),
  schema: z.string().max(63).optional(),
  table: z.string().max(63).optional(),
  filter: z.string().max(2000).optional(),
});
/** What a client asks to hear of a table; echoed as it came, since the client compares. */
export type ChangeBinding = z.infer<typeof changeBindingSchema>;

/** Payload of `phx_join`. */
export const joinSchema = z.object({
  config: z
    .object({
      broadcast: z.object({ self: z.boolean().optional(), ack: z.boolean().optional() }).nullish(),
      presence: z.object({ key: z.string().max(255).optional(), enabled: z.boolean().optional() }).nullish(),
      postgres_changes: z.array(changeBindingSchema).max(100).nullish(),
      private: z.boolean().nullish(),
    })
    .default({}),
  access_token: z.string().nullish(),
});
export type JoinConfig = z.infer<typeof joinSchema>["config"];

export const broadcastSchema = z.object({ event: z.string().min(1).max(255), payload: z.unknown().optional() });
export const presenceSchema = z.object({ event: z.string().max(20), payload: z.unknown().optional() });
export const tokenSchema = z.object({ access_token: z.string() });
export const restBroadcastSchema = z.object({
  messages: z
    .array(
      z.object({
        topic: z.string().min(1).max(1024),
        event: z.string().min(1).max(255),
        payload: z.unknown().optional(),
        private: z.boolean().default(false),
      }),
    )
    .max(1000),
});
