import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { InvalidSignatureError } from "#core/errors/invalid-signature-error.ts";
import type { DeliverySource } from "#core/contracts/delivery.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { DeliveryStore } from "#core/ports/stores.ts";
import { answerProblem } from "./answer-problem.ts";
import type { BodyBudget } from "./create-body-budget.ts";
import { toText, withRawBody, type RawBody } from "./read-raw-body.ts";
import type { WebhookSource } from "./webhook-source.ts";

export interface ReceiverOptions {
  deliveries: Pick<DeliveryStore, "record">;
  /** Secrets a sender may sign with: several while one rotates, or when several senders share an address; none refuses all. */
  secrets(source: DeliverySource): readonly string[] | Promise<readonly string[]>;
  clock: Clock;
  logger: Logger;
  budget: BodyBudget;
  deadlineMilliseconds: number;
}

export type Receiver = (request: Request) => Promise<Response>;

const parseJson = (body: RawBody): unknown => {
  try {
    return JSON.parse(toText(body));
  } catch (thrown) {
    const message = "the body is not JSON; set the webhook's content type to application/json";
    throw new InvalidInputError([{ path: "", message }], thrown);
  }
};

const readSecrets = async (options: ReceiverOptions, source: DeliverySource): Promise<readonly string[]> => {
  const secrets = (await options.secrets(source)).filter((secret) => secret !== "");
  if (secrets.length === 0)
    throw new InvalidSignatureError(source, "no secret is set here, so nothing can be verified");
  return secrets;
};

/**
 * The receiver of one sender's webhooks, from a request to an answer: verify the raw bytes, parse, record once (with
 * its job, in one transaction), answer 202. The work is the job's. A replay is answered like the first. Answers
 * problem+json: 401 unverified, 400 unreadable, 408 too slow, 413 too large, 503 try again.
 */
export const createReceiver =
  (source: WebhookSource, options: ReceiverOptions): Receiver =>
  async (request) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
    try {
      const secrets = await readSecrets(options, source.source);
      const isSignedWith = source.openSignature(request.headers, options.clock.now());
      const { maximumBytes } = source;
      const recorded = await withRawBody(request, { ...options, maximumBytes }, async (body) => {
        const isGenuine = secrets.map((secret) => isSignedWith(body, secret)).includes(true);
        if (!isGenuine)
          throw new InvalidSignatureError(source.source, "it was made with another secret or another body");
        const delivery = source.describe(request.headers, parseJson(body));
        return options.deliveries.record({ source: source.source, ...delivery });
      });
      return Response.json({ id: recorded.id, isNew: recorded.isNew }, { status: 202 });
    } catch (thrown) {
      return answerProblem(thrown, source.path, options.logger);
    }
  };
