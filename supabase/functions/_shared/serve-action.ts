import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { readConfig } from "#core/config/read-config.ts";
import { createActionHandler } from "#runtime/actions/index.ts";
import { createLiveProviders } from "#runtime/providers/index.ts";
import { createSecretBox } from "#runtime/secrets/index.ts";
import { createServiceStores, createTokenVerifier, createUserStores } from "#supabase/store/index.ts";
import { logger, readPublishableKey, readSecretKey, requireVariable } from "./environment.ts";

const clock = {
  now: () => new Date(),
  sleep: (milliseconds: number, signal?: AbortSignal) =>
    setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

/** Only what is said of providers: the other groups of the configuration belong to the server and the workers. */
const readProviderConfig = () => {
  const variables = Deno.env.toObject();
  const named = /^(?:LETSCODE_PROVIDER|LETSCODE_MODEL|LETSCODE_FALLBACK_MODEL|(?:XAI|OPENAI|ANTHROPIC|COMPATIBLE)_.+)$/;
  return readConfig(Object.fromEntries(Object.entries(variables).filter(([name]) => named.test(name))));
};

/** Serves one of the secure actions as an Edge Function: the handler the REST interface uses, over this project's database. */
export const serveAction = (): void => {
  const url = requireVariable("SUPABASE_URL");
  const publishableKey = readPublishableKey();
  const stores = createServiceStores({ url, secretKey: readSecretKey() });
  const config = readProviderConfig();
  const secretBox = createSecretBox({ key: requireVariable("LETSCODE_SECRET_KEY"), randomBytes });
  const verify = createTokenVerifier({ url, publishableKey, clock });
  const handle = createActionHandler({
    context: {
      stores,
      secretBox,
      clock,
      logger,
      fetch: globalThis.fetch,
      fallbackModel: config.provider.fallback ?? null,
      providers: createLiveProviders({
        stores,
        secretBox,
        config,
        clock,
        logger,
        fetch: globalThis.fetch,
        onSecret: () => undefined,
      }),
      randomText: (length) => Buffer.from(randomBytes(length)).toString("hex").slice(0, length),
      // No repository is here; the index of commits knows the newest one that the git host confirmed.
      gitHost: { resolve: ({ projectId }, ref) => stores.commits.findHead(projectId, ref) },
    },
    openSession: async (accessToken) => {
      const identity = await verify(accessToken);
      return identity === null ? null : { ...identity, stores: createUserStores({ url, publishableKey, accessToken }) };
    },
    appOrigin: new URL(requireVariable("LETSCODE_URL")).origin,
  });
  Deno.serve((request) => handle(request));
};
