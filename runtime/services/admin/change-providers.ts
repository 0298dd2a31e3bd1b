import type { ConnectableProvider } from "#core/contracts/provider-settings.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { ModelInfo } from "#core/ports/provider.ts";
import { DEFAULT_MODEL_SETTING, MODELS_SETTING } from "../../providers/index.ts";
import { recordAudit } from "../record-audit.ts";
import { resolveModel } from "../resolve-model.ts";
import type { ServiceContext, Session } from "../service-context.ts";

type Context = Pick<ServiceContext, "stores" | "providers">;

/** Forgets what was entered for a provider; its environment variables hold again, if there are any. Throws NotFoundError. */
export const removeCredential = async (
  context: Context,
  session: Session,
  provider: ConnectableProvider,
): Promise<void> => {
  const { credentials } = await context.providers.read();
  if (!credentials.has(provider)) throw new NotFoundError("stored connection");
  await context.stores.credentials.remove(provider);
  await recordAudit(context, session, { action: "credential.removed", target: `provider ${provider}` });
};

/** Replaces a provider's model list, with context sizes and prices; null goes back to the product's own. */
export const saveModels = async (
  context: Context,
  session: Session,
  provider: ConnectableProvider,
  models: ModelInfo[] | null,
): Promise<void> => {
  const { ownModels } = await context.providers.read();
  const { [provider]: before, ...others } = ownModels;
  await context.stores.settings.write(
    MODELS_SETTING,
    models === null ? others : { ...others, [provider]: models },
    session.userId,
  );
  await recordAudit(context, session, {
    action: models === null ? "models.reset" : "models.changed",
    target: `provider ${provider}`,
    details: {
      models: models?.map(({ name }) => name).join(", ") ?? "the product's own",
      before: before?.map(({ name }) => name).join(", ") ?? "the product's own",
    },
  });
};

/** Chooses what runs use that name no model; null leaves it to the environment. Throws InvalidInputError. */
export const chooseDefaultModel = async (context: Context, session: Session, model: string | null): Promise<void> => {
  const resolved = model === null ? null : await resolveModel(context, model);
  const value = resolved === null ? null : `${resolved.provider}/${resolved.model}`;
  await context.stores.settings.write(DEFAULT_MODEL_SETTING, value, session.userId);
  await recordAudit(context, session, {
    action: "default_model.chosen",
    target: value ?? "the environment's choice",
  });
};
