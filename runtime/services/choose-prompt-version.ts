import { SYSTEM_PROMPT_NAME } from "#core/contracts/prompt.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import type { ServiceContext } from "./service-context.ts";

/** The version of the system prompt to use: the one asked for, or the active one. Throws InvalidInputError for one that is not there. */
export const choosePromptVersion = async (
  { stores }: Pick<ServiceContext, "stores">,
  asked: number | null,
): Promise<number> => {
  if (asked === null) return (await stores.prompts.getActive(SYSTEM_PROMPT_NAME))?.version ?? 1;
  if ((await stores.prompts.get(SYSTEM_PROMPT_NAME, asked)) !== null) return asked;
  throw new InvalidInputError([
    {
      path: "promptVersion",
      message: `there is no version ${asked} of the system prompt; leave it out for the active one`,
    },
  ]);
};
