import type { ModelInfo } from "#core/ports/provider.ts";
import type { ConnectableProvider, StoreCredential, StoredCredential } from "#core/contracts/provider-settings.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { createCandidate } from "#orchestrator/providers/index.ts";
import { MODELS_SETTING, toCredentialContext, type ProviderSetup } from "../../providers/index.ts";
import { recordAudit } from "../record-audit.ts";
import type { ServiceContext, Session } from "../service-context.ts";
import { describeProvider } from "./describe-providers.ts";

export type CredentialContext = Pick<
  ServiceContext,
  "stores" | "providers" | "secretBox" | "clock" | "fetch" | "logger"
>;

const CHECK_MILLISECONDS = 15_000;
const HINT_CHARACTERS = 4;
/** A server of one's own with no more models than this gets them listed at once; a gateway's are chosen by hand. */
const LISTED_BY_ITSELF = 20;
const ASSUMED_CONTEXT = 32_000;

/** The key and address to keep. The stored key stays only at the address it was entered for. */
const chooseAccess = (setup: ProviderSetup, provider: ConnectableProvider, input: StoreCredential) => {
  const stored = setup.credentials.get(provider);
  const baseUrl = (input.baseUrl ?? stored?.baseUrl ?? setup.access[provider]?.baseUrl)?.replace(/\/+$/, "");
  if (baseUrl === undefined) {
    throw new InvalidInputError([{ path: "baseUrl", message: "enter the address of the server" }]);
  }
  if (input.apiKey !== undefined) return { baseUrl, apiKey: input.apiKey, isNewKey: true };
  const isSameAddress = stored !== undefined && stored.baseUrl === baseUrl;
  const known = isSameAddress ? setup.access[provider]?.apiKey : undefined;
  if (known !== undefined) return { baseUrl, apiKey: known, isNewKey: false };
  if (provider !== "compatible" || stored?.ciphertext) {
    const message = stored?.ciphertext
      ? "enter the key again: a stored key is sent to no other address than the one it was entered for"
      : "enter the API key";
    throw new InvalidInputError([{ path: "apiKey", message }]);
  }
  return { baseUrl, apiKey: undefined, isNewKey: false };
};

/** Asks the provider for its models with exactly this key and address. Throws ProviderError with what it says. */
const tryAccess = async (
  { clock, fetch }: CredentialContext,
  provider: ConnectableProvider,
  access: { apiKey: string | undefined; baseUrl: string },
): Promise<string[]> => {
  const candidate = createCandidate(provider, { ...access, clock, fetch });
  if (candidate?.listModelNames === undefined) return [];
  const signal = AbortSignal.timeout(CHECK_MILLISECONDS);
  try {
    return await candidate.listModelNames(signal);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
    throw new IllegalStateError(
      `${access.baseUrl} did not answer within ${CHECK_MILLISECONDS / 1_000} seconds.`,
      "Check the address and that this server may reach it, then try again.",
      { provider },
    );
  }
};

const listByItself = async (
  { stores }: CredentialContext,
  session: Session,
  setup: ProviderSetup,
  names: string[],
): Promise<void> => {
  if (setup.ownModels["compatible"] !== undefined || names.length === 0 || names.length > LISTED_BY_ITSELF) return;
  const models: ModelInfo[] = names.map((name) => ({
    name,
    contextTokens: ASSUMED_CONTEXT,
    inputPrice: 0,
    outputPrice: 0,
  }));
  await stores.settings.write(MODELS_SETTING, { ...setup.ownModels, compatible: models }, session.userId);
};

/**
 * Connects a provider: tries the key and address, seals the key and keeps both. Runs that begin from now on use them;
 * runs at work end with what they began with. For admins. Throws InvalidInputError, ProviderError when the provider
 * does not accept them, and then nothing is kept.
 */
export const storeCredential = async (
  context: CredentialContext,
  session: Session,
  input: StoreCredential & { provider: ConnectableProvider },
): Promise<StoredCredential> => {
  const { stores, providers, secretBox, clock } = context;
  const { provider } = input;
  const setup = await providers.read();
  const { apiKey, baseUrl, isNewKey } = chooseAccess(setup, provider, input);
  const offeredModels = await tryAccess(context, provider, { apiKey, baseUrl });
  const hint = apiKey === undefined ? "" : apiKey.slice(-HINT_CHARACTERS);
  await stores.credentials.save({
    provider,
    baseUrl,
    sealed: apiKey === undefined ? null : secretBox.seal(apiKey, toCredentialContext({ provider, baseUrl })),
    hint,
    createdBy: session.userId,
    updatedAt: clock.now().toISOString(),
  });
  if (provider === "compatible") await listByItself(context, session, setup, offeredModels);
  await recordAudit(context, session, {
    action: setup.credentials.has(provider) ? "credential.replaced" : "credential.stored",
    target: `provider ${provider}`,
    details: { baseUrl, key: apiKey === undefined ? "none" : `…${hint}`, isNewKey },
  });
  return { provider: describeProvider(context, await providers.read(), provider), offeredModels };
};
