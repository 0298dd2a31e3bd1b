import { promptImagePath } from "../api/prompt-images.ts";

/** The images that belong to a prompt; each opens in a tab of its own. */
export const PromptImages = ({ ids }: { ids: readonly string[] }) =>
  ids.length === 0 ? null : (
    <ul aria-label="Images of the prompt" className="flex flex-wrap justify-end gap-1.5">
      {ids.map((id, index) => (
        <li key={id}>
          <a
            href={promptImagePath(id)}
            target="_blank"
            rel="noreferrer"
            className="block overflow-hidden rounded-md bg-sunken ring-1 ring-line hover:ring-line-strong"
          >
            {/* Private bytes behind a session: there is nothing for an image service to optimise. */}
            {/* oxlint-disable-next-line nextjs/no-img-element */}
            <img
              src={promptImagePath(id)}
              alt={`Attachment ${index + 1}, open it in full size`}
              loading="lazy"
              className="h-20 w-auto max-w-40 object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
