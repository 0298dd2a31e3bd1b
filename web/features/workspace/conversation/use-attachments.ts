import { useCallback, useRef, useState } from "react";
import { MAXIMUM_IMAGES, type PromptImage } from "#core/contracts/index.ts";
import { keepPromptImage } from "../api/prompt-images.ts";
import { useWorkspaceParts } from "../workspace-context.tsx";
import { ImageRefusedError } from "./image-refused-error.ts";
import { readImage } from "./read-image.ts";

export interface Attachments {
  images: readonly PromptImage[];
  isAttaching: boolean;
  error: unknown;
  attach: (files: readonly File[]) => Promise<void>;
  remove: (id: string) => void;
  clear: () => void;
}

/** Images that go with the prompt being written. Each is kept by the server as soon as it is chosen. */
export const useAttachments = (): Attachments => {
  const { projectId } = useWorkspaceParts();
  const [images, setImages] = useState<readonly PromptImage[]>([]);
  const [pending, setPending] = useState(0);
  const [error, setError] = useState<unknown>(null);
  // State is too slow to count by: files can be dropped while others are on their way.
  const count = useRef(0);
  const attach = useCallback(
    async (files: readonly File[]) => {
      setError(null);
      const room = MAXIMUM_IMAGES - count.current;
      if (files.length > room)
        setError(new ImageRefusedError(files[room]?.name ?? "", `a prompt has at most ${MAXIMUM_IMAGES} images`));
      const taken = files.slice(0, room);
      count.current += taken.length;
      setPending((before) => before + taken.length);
      for (const file of taken) {
        try {
          const image = await keepPromptImage(projectId, await readImage(file));
          setImages((before) => [...before, image]);
        } catch (thrown) {
          count.current -= 1;
          setError(thrown);
        } finally {
          setPending((before) => before - 1);
        }
      }
    },
    [projectId],
  );
  const remove = useCallback((id: string) => {
    count.current -= 1;
    setImages((before) => before.filter((image) => image.id !== id));
  }, []);
  const clear = useCallback(() => {
    count.current = 0;
    setImages([]);
    setError(null);
  }, []);
  return { images, isAttaching: pending > 0, error, attach, remove, clear };
};
