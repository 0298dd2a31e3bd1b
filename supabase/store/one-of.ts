/**
 * A filter's value for a text column: `.filter("branch", "in", oneOf([branch]))`. Quoted, since the embedded Data API takes
 * the values of other filters for what they look like: a branch `1.0` was compared as the number 1, a project `null` as
 * null. PostgREST reads a quoted element the same way. https://docs.postgrest.org/en/stable/references/api/url_grammar.html
 */
export const oneOf = (texts: readonly string[]): string =>
  `(${texts.map((text) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`).join(",")})`;
