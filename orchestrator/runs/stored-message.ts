import { z } from "zod";
import { featureInputSchema } from "#core/contracts/plan.ts";
import { shaSchema } from "#core/contracts/id.ts";
import type { RunMessage } from "#core/contracts/workspace-event.ts";
import type { MessagePart, ModelMessage } from "#core/ports/provider.ts";

/**
 * The parts of a message in `run_messages`: what the model is told, and what a resumption needs to lay the uncommitted
 * changes over the branch again. Provider-neutral, so that a run can go on with another provider.
 */
const storedPartSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("image"), mediaType: z.string(), data: z.string() }),
  /** An image of the prompt, by its id: its bytes are kept once, in `prompt_images`. */
  z.object({ type: z.literal("prompt-image"), imageId: z.string() }),
  z.object({ type: z.literal("tool-call"), callId: z.string(), tool: z.string(), arguments: z.string() }),
  z.object({
    type: z.literal("tool-result"),
    callId: z.string(),
    tool: z.string(),
    content: z.string(),
    isError: z.boolean(),
    /** Path the platform gave the file, where it is not the one the model asked for. */
    path: z.string().optional(),
  }),
  /** An assistant's answer in its provider's own form; only the model that gave it reads it. */
  z.object({
    type: z.literal("native"),
    provider: z.string(),
    model: z.string(),
    prefix: z.string(),
    content: z.string(),
  }),
  /** From here on the model knows these features of the plan as a person wrote them. */
  z.object({ type: z.literal("plan"), features: z.array(featureInputSchema) }),
  /** From here on the uncommitted changes lie over this commit; those to the named paths were given up. */
  z.object({ type: z.literal("rebase"), sha: shaSchema, dropped: z.array(z.string()) }),
]);
export type StoredPart = z.infer<typeof storedPartSchema>;

export interface StoredMessage {
  role: RunMessage["role"];
  text: string;
  parts: StoredPart[];
}

export const readStoredMessage = ({ role, text, parts }: RunMessage): StoredMessage => ({
  role,
  text,
  parts: z.array(storedPartSchema).parse(parts),
});

/** What the model is shown of an image: itself, or that it is there. */
export type ShowImage = (imageId: string) => MessagePart;

const toPart = (part: StoredPart, showImage: ShowImage): MessagePart[] => {
  if (part.type === "rebase" || part.type === "native" || part.type === "plan") return [];
  if (part.type === "prompt-image") return [showImage(part.imageId)];
  if (part.type !== "tool-result") return [part];
  const { path: _, ...result } = part;
  return [result];
};

/** The conversation as providers take it. What the platform says travels as the user: not every API knows it in between. */
export const toModelMessage = ({ role, parts }: StoredMessage, showImage: ShowImage): ModelMessage => {
  const native = parts.find((part) => part.type === "native");
  return {
    role: role === "system" ? "user" : role,
    parts: parts.flatMap((part) => toPart(part, showImage)),
    ...(native === undefined
      ? {}
      : {
          native: { provider: native.provider, model: native.model, prefix: native.prefix, content: native.content },
        }),
  };
};
