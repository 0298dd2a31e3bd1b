import { Webhook } from "standardwebhooks";
import type { StatusEndpoint, StatusMessage, StatusTry } from "#core/contracts/status-endpoint.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { SecretBox } from "#core/ports/secret-box.ts";
import type { StatusEndpointStore } from "#core/ports/status-endpoint-store.ts";
import { AddressRefusedError } from "./address-refused-error.ts";
import type { PostGuarded } from "./post-guarded.ts";

interface Options {
  endpoints: StatusEndpointStore;
  secretBox: SecretBox;
  /** What the secrets of an endpoint were sealed for. */
  secretContext(endpointId: string): string;
  post: PostGuarded;
  clock: Clock;
  /** Between 0 and 1. */
  random(): number;
}

export type SendStatusMessage = (messageId: string) => Promise<void>;

/** Seconds between the tries: about half a day altogether, as Standard Webhooks recommends. */
const WAITS = [5, 30, 120, 600, 3_600, 10_800, 36_000];
const JITTER = 0.2;
const TEST_EVENT = "endpoint.test";
/** The receiver wants no more. */
const GONE = 410;

const signAll = async (options: Options, message: StatusMessage, at: Date, body: string): Promise<string> => {
  const { endpoints, secretBox, secretContext } = options;
  const sealed = await endpoints.getSecrets(message.endpointId);
  if (sealed === null) throw new Error("the endpoint is gone");
  const previous =
    sealed.previous !== null && Date.parse(sealed.previous.expiresAt) > at.getTime() ? [sealed.previous.secret] : [];
  const context = secretContext(message.endpointId);
  return [sealed.secret, ...previous]
    .map((secret) => new Webhook(secretBox.open(secret, context)).sign(`msg_${message.id}`, at, body))
    .join(" ");
};

const explain = (status: number): string | null => {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `it answered ${status}: give the address it redirects to`;
  return status === GONE ? "it answered 410: it wants no more messages" : `it answered ${status}`;
};

const tryOnce = async (
  options: Options,
  endpoint: StatusEndpoint,
  message: StatusMessage,
): Promise<{ entry: StatusTry; isFinal: boolean }> => {
  const at = options.clock.now();
  const body = JSON.stringify({ type: message.event, timestamp: message.createdAt, data: message.payload });
  const finish = (status: number | null, error: string | null): StatusTry => ({
    at: at.toISOString(),
    status,
    error: error?.slice(0, 500) ?? null,
    milliseconds: Math.max(0, options.clock.now().getTime() - at.getTime()),
  });
  try {
    const headers = {
      "content-type": "application/json",
      "user-agent": "LetsCode-Webhooks/1",
      "webhook-id": `msg_${message.id}`,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": await signAll(options, message, at, body),
    };
    const status = await options.post({ url: endpoint.url, headers, body });
    return { entry: finish(status, explain(status)), isFinal: status === GONE };
  } catch (thrown) {
    const error = toLetscodeError(thrown);
    const reason = error.code === "internal" && thrown instanceof Error ? thrown.message : error.detail;
    return { entry: finish(null, reason), isFinal: thrown instanceof AddressRefusedError };
  }
};

/**
 * The job of one message to one endpoint: signs it by Standard Webhooks, sends it, records the try, and asks to be run
 * again later when it was not taken. Its id stays the same over all tries. Safe to run again after a crash.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const createStatusMessageSender =
  (options: Options): SendStatusMessage =>
  async (messageId) => {
    const { endpoints, random } = options;
    const message = await endpoints.getMessage(messageId);
    const endpoint = message === null ? null : await endpoints.get(message.endpointId);
    if (message === null || endpoint === null || message.state !== "pending") return;
    if (!endpoint.isEnabled && message.event !== TEST_EVENT) {
      const at = options.clock.now().toISOString();
      const entry = { at, status: null, error: "the address is switched off", milliseconds: 0 };
      await endpoints.recordTry(message.id, { entry, isDelivered: false, waitSeconds: null });
      return;
    }
    const { entry, isFinal } = await tryOnce(options, endpoint, message);
    const wait = isFinal || message.event === TEST_EVENT ? undefined : WAITS[message.tries.length];
    await endpoints.recordTry(message.id, {
      entry,
      isDelivered: entry.error === null,
      waitSeconds: wait === undefined ? null : Math.round(wait * (1 + JITTER * random())),
    });
    if (entry.status === GONE) {
      await endpoints.update(endpoint.id, { isEnabled: false, disabledReason: "It answered 410: it wants no more." });
    }
  };
