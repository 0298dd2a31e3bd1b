import type { LetscodeError } from "#core/errors/letscode-error.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import { ProviderError, type ProviderErrorCode } from "../providers/provider-error.ts";
import { findModel } from "./find-model.ts";
import { appendNote, logActivity, patchRun, type RunSession } from "./run-session.ts";

/** Faults another provider may not have. What the request itself is to blame for would fail there as well. */
const persistent: readonly string[] = [
  "provider_unauthorized",
  "provider_forbidden",
  "provider_quota_exhausted",
  "provider_model_unknown",
  "provider_rate_limited",
  "provider_overloaded",
  "provider_failed",
  "provider_timed_out",
  "provider_unreachable",
  "provider_stream_cut",
  "provider_stream_malformed",
] satisfies ProviderErrorCode[];

const readChoice = (name: string): { provider: string; model: string } => {
  const [provider = "", ...rest] = name.split("/");
  return { provider, model: rest.join("/") };
};

/**
 * Goes on with the model the run names for the case that its own provider keeps failing: from the next answer on, in the
 * run's row, the commits and the console. Answers false where there is none, or it is the one that failed; the fault ends the
 * run then.
 */
export const fallBack = async (session: RunSession, error: LetscodeError): Promise<boolean> => {
  const { dependencies, run } = session;
  const { fallbackModel } = run;
  if (fallbackModel === null || fallbackModel === `${run.provider}/${run.model}`) return false;
  if (!(error instanceof ProviderError) || !persistent.includes(error.code)) return false;
  const choice = readChoice(fallbackModel);
  try {
    const provider = await dependencies.providers.get(choice.provider);
    const from = `${run.provider}/${run.model}`;
    await patchRun(session, choice);
    session.provider = provider;
    session.model = findModel(provider, choice.model);
    await logActivity(session, "run.fell_back", { from, to: fallbackModel, code: error.code, reason: error.detail });
    await appendNote(
      session,
      "Another model did the work so far and cannot be reached; you go on from where it was.",
      [],
      `${from} could not go on: ${error.detail} ${fallbackModel} has taken over.`,
    );
    return true;
  } catch (thrown) {
    const { code, detail } = toLetscodeError(thrown);
    if (code !== "invalid_input") throw thrown;
    await logActivity(session, "run.fallback_missing", { to: fallbackModel, reason: detail });
    return false;
  }
};
