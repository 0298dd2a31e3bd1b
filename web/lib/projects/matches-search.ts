const normalise = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase();

/** Whether every word of a search is found in one of the texts, whatever the case and the accents. */
export const matchesSearch = (search: string, texts: readonly string[]): boolean => {
  const searched = texts.map(normalise);
  return normalise(search)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => searched.some((text) => text.includes(word)));
};
