/** The name in what was entered. People paste addresses: what is around the name is taken off before it is judged. */
export const readDomainName = (entered: string): string =>
  entered
    .trim()
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/[/?#].*$/, "")
    .replace(/\.$/, "");
