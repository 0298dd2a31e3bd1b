import type { Prompt } from "#core/contracts/prompt.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { recordAudit } from "../record-audit.ts";
import type { ServiceContext, Session } from "../service-context.ts";

type Context = Pick<ServiceContext, "stores">;

/** A version of a prompt. Throws NotFoundError. */
export const requirePrompt = async ({ stores }: Context, name: string, version: number): Promise<Prompt> => {
  const prompt = await stores.prompts.get(name, version);
  if (prompt === null) throw new NotFoundError("prompt version");
  return prompt;
};

/** Keeps a text as the next version of a prompt. Nothing uses it until it is activated or chosen. Throws NotFoundError for an unknown prompt. */
export const addPromptVersion = async (
  context: Context,
  session: Session,
  name: string,
  input: { content: string; notes: string },
): Promise<Prompt> => {
  if ((await context.stores.prompts.list(name)).length === 0) throw new NotFoundError("prompt");
  const prompt = await context.stores.prompts.add({ name, ...input, createdBy: session.userId });
  await recordAudit(context, session, {
    action: "prompt.version_added",
    target: `prompt ${name}`,
    details: { version: prompt.version, notes: prompt.notes, characters: prompt.content.length },
  });
  return prompt;
};

/** Makes a version the one that new runs use; going back to an older one is the same. Runs at work keep theirs. For admins. */
export const activatePrompt = async (
  context: Context,
  session: Session,
  input: { name: string; version: number },
): Promise<Prompt> => {
  const before = await context.stores.prompts.getActive(input.name);
  const prompt = await context.stores.prompts.activate(input.name, input.version);
  await recordAudit(context, session, {
    action: before !== null && before.version > prompt.version ? "prompt.rolled_back" : "prompt.activated",
    target: `prompt ${input.name}`,
    details: { version: prompt.version, before: before?.version ?? null },
  });
  return prompt;
};
