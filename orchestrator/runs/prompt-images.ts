import type { Run } from "#core/contracts/run.ts";
import type { MessagePart } from "#core/ports/provider.ts";
import type { RunExecutorDependencies } from "./executor-dependencies.ts";
import type { PromptPicture, RunSession } from "./run-session.ts";

/** Reads the images of a run's prompt; one that is gone is left out. */
export const readImages = async (
  { stores }: Pick<RunExecutorDependencies, "stores">,
  run: Pick<Run, "images">,
): Promise<Map<string, PromptPicture>> => {
  const images = await Promise.all(run.images.map((id) => stores.promptImages.get(id)));
  return new Map(
    images.flatMap((image) =>
      image === null ? [] : [[image.id, { name: image.name, mediaType: image.mediaType, data: image.data }] as const],
    ),
  );
};

/** An image as the session's model is shown it: the image, or in words what it cannot see. */
export const showImage = ({ images, model }: Pick<RunSession, "images" | "model">, id: string): MessagePart => {
  const image = images.get(id);
  if (image === undefined) return { type: "text", text: "[An image of the request is not there any more.]" };
  if (model.takesImages === false)
    return {
      type: "text",
      text: `[The person attached the image ${JSON.stringify(image.name)}, which you cannot see. Say so, and go by their words.]`,
    };
  return { type: "image", mediaType: image.mediaType, data: image.data };
};
