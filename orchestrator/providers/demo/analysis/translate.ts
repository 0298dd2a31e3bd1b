import { dictionary, functionWords } from "./dictionary.ts";
import { findDomain } from "./domains.ts";
import { isKnownNoun } from "./lexicon.ts";
import { singularize } from "./words.ts";

const english = /^(?:the|a|an|and|for|with|of|to|that|their|my|our|build|make|create|want|need|track|manage)$/;

/** More words of other languages than English ones, and more than the odd loan word. */
function isForeign(words: string[]): boolean {
  const foreign = words.filter((word) => functionWords.has(word) || (dictionary.get(word)?.length ?? 0) > 4);
  const own = words.filter((word) => english.test(word));
  return foreign.length > own.length && (foreign.length > 1 || words.length < 3);
}

const phrases = [...dictionary.keys()].filter((key) => key.includes(" "));
const wordPattern = /[\p{L}][\p{L}'’*-]*/gu;

/** English for one foreign word; words that are the same in English stay, all others go. */
function translateWord(word: string): string {
  const known = dictionary.get(word);
  if (known) return known;
  return isKnownNoun(singularize(word)) || findDomain(word) ? word : "";
}

/** Puts the words we know into English and drops the others. `isForeign` is false when the text is English already. */
export function translate(text: string): { text: string; isForeign: boolean } {
  const lower = text.toLowerCase();
  if (!isForeign(lower.match(wordPattern) ?? [])) return { text, isForeign: false };
  const joined = phrases.reduce((result, phrase) => result.replaceAll(phrase, dictionary.get(phrase) ?? phrase), lower);
  const translated = joined
    .replaceAll(wordPattern, translateWord)
    .replaceAll(/[ \t]+/g, " ")
    .trim();
  return { text: translated, isForeign: true };
}
