/**
 * Where a link of someone else's text may lead: an http, https or mailto address, spelled out by the URL parser. Null
 * for anything else (`javascript:`, `data:`, paths of our own origin), which is then shown as text (A29, A28).
 */
export const safeLink = (href: string): string | null => {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
};
