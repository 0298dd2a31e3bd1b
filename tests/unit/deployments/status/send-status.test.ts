import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { StatusWebhook } from "#core/contracts/status-webhook.ts";
import { createSendStatus } from "#deployments/status/send-status.ts";

const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
const data: StatusWebhook["data"] = {
  deploymentId: "6f0c2a8e-4a57-4a2b-9a39-6f2f3f1b5c01",
  attempt: 1,
  state: "building",
  url: null,
  address: null,
  framework: null,
  externalId: null,
  error: null,
};

interface Sent {
  headers: Record<string, string>;
  body: string;
}

const create = (answers: (number | Error)[]) => {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const send = createSendStatus({
    url: "http://127.0.0.1/status",
    secret,
    clock: { now: () => new Date(), sleep: async (milliseconds) => void waits.push(milliseconds) },
    randomId: () => "one",
    fetch: async (_, init) => {
      sent.push({ headers: Object.fromEntries(new Headers(init?.headers)), body: String(init?.body) });
      const answer = answers.shift() ?? 202;
      if (answer instanceof Error) throw answer;
      return new Response(null, { status: answer });
    },
  });
  return { send, sent, waits };
};

describe("states told by signed webhook", () => {
  it("A1: can be verified by whoever shares the secret, and by nobody else", async () => {
    const { send, sent } = create([]);
    await send(data);
    const [{ headers, body } = { headers: {}, body: "" }] = sent;
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: "deployment.status", data });
    const other = `whsec_${Buffer.from("another secret of thirty-two byte").toString("base64")}`;
    expect(() => new Webhook(other).verify(body, headers)).toThrow("No matching signature found");
    expect(() => new Webhook(secret).verify(body.replace("building", "ready"), headers)).toThrow(
      "No matching signature found",
    );
  });

  it("are told again under the same id until they arrive", async () => {
    const { send, sent, waits } = create([new Error("refused"), 503, 429, 202]);
    await send(data);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set(["msg_one"]));
    expect(waits).toEqual([100, 300, 1_000]);
  });

  it("fail aloud, at once when they are refused and in the end when nobody answers", async () => {
    const refused = create([401]);
    await expect(refused.send(data)).rejects.toMatchObject({ isRetryable: true });
    expect(refused.sent).toHaveLength(1);
    const silent = create(Array.from({ length: 20 }, () => new Error("connection refused")));
    await expect(silent.send(data)).rejects.toThrow("connection refused");
    expect(silent.sent).toHaveLength(7);
  });
});
