import { X } from "lucide-react";
import { Spinner } from "#web/components/spinner.tsx";
import { promptImagePath } from "../api/prompt-images.ts";
import { revealControls } from "../text/reveal-controls.ts";
import type { Attachments } from "./use-attachments.ts";

/** Images that go with the prompt being written, each with a way to leave it out. */
export const AttachmentList = ({ images, isAttaching, remove }: Attachments) =>
  images.length === 0 && !isAttaching ? null : (
    <ul aria-label="Attached images" className="flex flex-wrap gap-2 px-3 pt-3">
      {images.map(({ id, name }) => (
        <li key={id} className="relative">
          {/* Private bytes behind a session: there is nothing for an image service to optimise. */}
          {/* oxlint-disable-next-line nextjs/no-img-element */}
          <img
            src={promptImagePath(id)}
            alt={revealControls(name)}
            className="size-14 rounded-md bg-sunken object-cover ring-1 ring-line"
          />
          <button
            type="button"
            aria-label={`Leave out ${revealControls(name)}`}
            onClick={() => remove(id)}
            className="absolute -top-1.5 -right-1.5 grid size-5 place-items-center rounded-full bg-ink text-ink-inverse shadow-flat hover:bg-ink/88 coarse:size-7"
          >
            <X aria-hidden="true" className="size-3" />
          </button>
        </li>
      ))}
      {isAttaching ? (
        <li className="grid size-14 place-items-center rounded-md bg-sunken ring-1 ring-line">
          <Spinner className="size-4" />
          <span className="sr-only">An image is being attached</span>
        </li>
      ) : null}
    </ul>
  );
