/**
 * Text as a DNS-safe slug: accents dropped, everything but letters and digits becomes one hyphen, at most
 * `maximum` characters. Empty when nothing is left (a name in a script without Latin letters, for one).
 */
export const toSlug = (text: string, maximum: number): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}+/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, maximum)
    .replaceAll(/^-+|-+$/g, "");
