import { createHmac } from "node:crypto";

/** Sends a webhook as Vercel does: signed with an HMAC-SHA1 of its body. */
export const signWebhook = (url: string, secret: string, payload: object): Promise<Response> => {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha1", secret).update(body).digest("hex");
  return fetch(url, { method: "POST", headers: { "x-vercel-signature": signature }, body });
};
