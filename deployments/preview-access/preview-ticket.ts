import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const ticketSchema = z.object({
  projectId: z.uuid(),
  userId: z.uuid(),
  purpose: z.enum(["enter", "stay"]),
  expiresAt: z.number(),
});
export type PreviewTicket = z.infer<typeof ticketSchema>;

const sign = (payload: string, key: string): Buffer =>
  createHmac("sha256", key).update(`letscode-preview.${payload}`).digest();

/**
 * A ticket that lets its holder into the private previews of one project. `enter` travels in a URL and lasts a
 * minute; `stay` is the cookie made from it.
 */
export const signPreviewTicket = (ticket: PreviewTicket, key: string): string => {
  const payload = Buffer.from(JSON.stringify(ticket)).toString("base64url");
  return `${payload}.${sign(payload, key).toString("base64url")}`;
};

/** The ticket, when the signature is ours and it has not expired; else null. */
export const verifyPreviewTicket = (text: string, key: string, now: Date): PreviewTicket | null => {
  const [payload = "", signature = ""] = text.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = sign(payload, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  try {
    const ticket = ticketSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
    return ticket.expiresAt > now.getTime() ? ticket : null;
  } catch {
    return null;
  }
};

const ENTER_MILLISECONDS = 60_000;

/** Where an owner is sent to enter a private preview: its own origin, with a ticket. `path` begins with one slash. */
export const toPreviewEntrance = (
  origin: string,
  request: { projectId: string; userId: string; path: string },
  key: string,
  now: Date,
): string => {
  const ticket = signPreviewTicket(
    {
      projectId: request.projectId,
      userId: request.userId,
      purpose: "enter",
      expiresAt: now.getTime() + ENTER_MILLISECONDS,
    },
    key,
  );
  return `${origin}/__letscode/enter?ticket=${encodeURIComponent(ticket)}&path=${encodeURIComponent(request.path)}`;
};
