import { createHmac, randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

export type SenderName = "github-webhook" | "deployment-status" | "vercel-webhook" | "render-webhook";

/** A body signed as its sender does it. */
export interface SignedWebhook {
  path: SenderName;
  headers: Record<string, string>;
  body: string;
}

const json = { "content-type": "application/json" };

export const signGithub = (
  secret: string,
  payload: unknown,
  { event = "push", id = randomUUID() }: { event?: string; id?: string } = {},
): SignedWebhook => {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return {
    path: "github-webhook",
    body,
    headers: {
      ...json,
      "x-github-event": event,
      "x-github-delivery": id,
      "x-hub-signature-256": `sha256=${signature}`,
    },
  };
};

export const signStandard = (
  path: "deployment-status" | "render-webhook",
  secret: string,
  payload: unknown,
  { id = `msg_${randomUUID()}`, at = new Date() }: { id?: string; at?: Date } = {},
): SignedWebhook => {
  const body = JSON.stringify(payload);
  return {
    path,
    body,
    headers: {
      ...json,
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    },
  };
};

export const signVercel = (secret: string, payload: unknown): SignedWebhook => {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha1", secret).update(body).digest("hex");
  return { path: "vercel-webhook", body, headers: { ...json, "x-vercel-signature": signature } };
};

export const sendWebhook = (receiver: string, { path, headers, body }: SignedWebhook): Promise<Response> =>
  fetch(`${receiver}/functions/v1/${path}`, { method: "POST", headers, body });
