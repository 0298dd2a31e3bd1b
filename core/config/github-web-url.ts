/** `https://api.github.com` has its pages at `https://github.com`; a server of a company's own, beside its API. */
export const githubWebUrl = (apiUrl: string): string => {
  const url = new URL(apiUrl);
  return url.hostname === "api.github.com" ? "https://github.com" : url.origin;
};
