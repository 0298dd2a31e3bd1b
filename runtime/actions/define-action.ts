import type { z } from "zod";
import type { GitHost } from "#core/ports/git-host.ts";
import type { ServiceContext, Session } from "../services/service-context.ts";

/** All an action needs. Small on purpose: an Edge Function has no repositories and no disk. */
export type ActionContext = Pick<
  ServiceContext,
  "stores" | "providers" | "secretBox" | "clock" | "fetch" | "logger" | "randomText" | "fallbackModel"
> & { gitHost: Pick<GitHost, "resolve"> };

/**
 * Something a person may do that must be decided on the server: one handler, whether the request comes by REST or to an
 * Edge Function. It parses its own input, checks who asks, and answers what its contract names.
 */
export interface Action<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  /** Of the Edge Function, under `/functions/v1/`. */
  name: string;
  isForAdmins: boolean;
  input: Input;
  answer: Answer;
  status: 200 | 201 | 202;
  run(context: ActionContext, session: Session, input: z.output<Input>): Promise<z.input<Answer>>;
}

export const defineAction = <Input extends z.ZodType, Answer extends z.ZodType>(
  action: Action<Input, Answer>,
): Action<Input, Answer> => action;
