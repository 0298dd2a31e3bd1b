import type pg from "pg";
import { z } from "zod";
import type { Speaker } from "./verify-token.ts";

/** What somebody may do on a topic. */
export interface TopicAccess {
  broadcast: { canRead: boolean; canWrite: boolean };
  presence: { canRead: boolean; canWrite: boolean };
}

/** On a public topic, and for the service role on any. */
export const fullAccess: TopicAccess = {
  broadcast: { canRead: true, canWrite: true },
  presence: { canRead: true, canWrite: true },
};

export type AuthoriseTopic = (speaker: Speaker, topic: string) => Promise<TopicAccess>;

const answerSchema = z.object({ access: z.object({ readable: z.array(z.string()), writable: z.array(z.string()) }) });

/** Asks the policies on realtime.messages what a speaker may do on a private topic; see the prelude for how. */
export const createAuthoriseTopic =
  (pool: pg.Pool): AuthoriseTopic =>
  async (speaker, topic) => {
    if (speaker.role === "service_role") return fullAccess;
    const { rows } = await pool.query("select realtime.topic_access($1, $2, $3) as access", [
      topic,
      speaker.role,
      JSON.stringify(speaker.claims),
    ]);
    const { readable, writable } = answerSchema.parse(rows[0]).access;
    const about = (extension: string) => ({
      canRead: readable.includes(extension),
      canWrite: writable.includes(extension),
    });
    return { broadcast: about("broadcast"), presence: about("presence") };
  };
