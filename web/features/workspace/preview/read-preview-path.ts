/**
 * The path a person typed into the preview's address bar, as one of the preview's own origin: a leading slash is added,
 * a whole address of that origin is cut to its path. Null for any other origin and for what is no address at all (A28).
 */
export const readPreviewPath = (typed: string, origin: string): string | null => {
  const text = typed.trim();
  if (text === "") return "/";
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(text) || /^[/\\]{2}/.test(text);
  const candidate = isAbsolute || /^[/?#]/.test(text) ? text : `/${text}`;
  if (!URL.canParse(candidate, origin)) return null;
  const url = new URL(candidate, origin);
  // `//name` would name another host to whoever resolves the path again.
  if (url.origin !== new URL(origin).origin || url.pathname.startsWith("//")) return null;
  return `${url.pathname}${url.search}${url.hash}`;
};
