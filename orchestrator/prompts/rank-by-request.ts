/** Words too common to tell anything, in the languages prompts are mostly written in. */
const common = new Set(
  "the and for that this with from into have has are was were can could should would make made add adds added new use used all any not you your they them their its our but also only when then than like want need please page app und der die das ein eine mit für von auf ist que para con una los las les des une pour dans".split(
    " ",
  ),
);

/** The telling words of a text, once each; endings that English adds are taken off, so that "bookings" finds "booking". */
export const listWords = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
      .filter((word) => !common.has(word))
      .map((word) => (word.length > 4 ? word.replace(/(?:ings?|ies|ed|es|s|e|y)$/, "") : word)),
  );

/**
 * Orders things by how much they have to do with a request, most first. What shares rare words with it comes before what
 * shares common ones (inverse document frequency, https://en.wikipedia.org/wiki/Tf-idf); what shares none keeps its order,
 * newest first, behind the rest.
 */
export const rankByRequest = <Item>(
  request: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
): Item[] => {
  const asked = listWords(request);
  const documents = items.map((item) => ({ item, words: listWords(textOf(item)) }));
  const weightOf = (word: string): number =>
    Math.log(1 + items.length / (1 + documents.filter(({ words }) => words.has(word)).length));
  const weights = new Map([...asked].map((word) => [word, weightOf(word)]));
  const scores = documents.map(({ item, words }, index) => ({
    item,
    index,
    score: [...weights].reduce((sum, [word, weight]) => sum + (words.has(word) ? weight : 0), 0),
  }));
  return scores.toSorted((one, other) => other.score - one.score || one.index - other.index).map(({ item }) => item);
};
