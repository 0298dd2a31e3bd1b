import { toSlug } from "./to-slug.ts";

const fillers = new Set(
  "a an the of for to and or with that my our me i we in on it is be please build make create add write want need app".split(
    " ",
  ),
);

/**
 * The branch a run gets when none is asked for: `letscode/<slug>-<short id>`, the slug from the first telling
 * words of the prompt.
 */
export const nameRunBranch = (prompt: string, shortId: string): string => {
  const words = toSlug(prompt, 400)
    .split("-")
    .filter((word) => word !== "");
  const telling = words.filter((word) => !fillers.has(word));
  const slug = toSlug((telling.length > 0 ? telling : words).slice(0, 5).join("-"), 40);
  return `letscode/${slug === "" ? "run" : slug}-${shortId}`;
};
