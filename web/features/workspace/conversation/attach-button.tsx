"use client";

import { ImagePlus } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "#web/components/icon-button.tsx";

/** Chooses images for the prompt. They can also be pasted into the text, or dropped on it. */
export const AttachButton = ({ onFiles }: { onFiles: (files: readonly File[]) => void }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label="Images for the prompt"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <IconButton
        label="Attach images"
        icon={<ImagePlus aria-hidden="true" />}
        onClick={() => input.current?.click()}
      />
    </>
  );
};
