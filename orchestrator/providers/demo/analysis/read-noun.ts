import { isKnownNoun } from "./lexicon.ts";
import { isPlural, singularize, toWords } from "./words.ts";

/** Words before a noun that say nothing about what it is. */
const leading = new Set(
  (
    "a an the their his her its our my your each every all any some many multiple various different several also new old current upcoming recent past " +
    "future simple basic full complete daily weekly monthly yearly active existing own other more which who whose to of or and as well " +
    "managing manage manages managing track tracks tracking keep keeping organize organise record recording handle store storing list listing log logging add adding " +
    "create creating view viewing see edit editing schedule scheduling including include includes like such plus both with where can that is are people " +
    "these those them they it i we you want need needs would should have has lets let allows allow be able on in at by from into about"
  ).split(" "),
);

/** Nouns that name the app, a part of every app, or nothing in particular. */
const notRecords = new Set(
  (
    "app application tool system platform software website web site dashboard portal saas product solution crm erp tracker manager management thing stuff data " +
    "information database screen overview chart charts statistic analytics search filter login log signup sign authentication auth notification reminder setting " +
    "profile interface ui ux design theme mode dark light mobile phone desktop browser user admin feature page button form list view calendar way lot number " +
    "everything something anything one two three time day week month year today detail details status name date price amount business company small owner " +
    "api backend frontend code react vite supabase typescript javascript test work job use help home field record entry history progress type kind sort " +
    "order place part end start store file report email message note group unit key link run call plan case matter table host position stop account role"
  ).split(" "),
);

/** Verbs and the like that end a noun phrase. */
const stops = new Set(
  (
    "so where that which who when while because if then than can could will would should must may is are was were be been being do does did done " +
    "get gets make makes let lets want wants need needs see show shows use uses book books book using used build create creates creating please hello hi hey test testing thanks thank you me im " +
    "run runs need needs too also back here there take takes give gives buy buys sell sells teach teaches come comes go goes pay pays call calls send sends " +
    "want know tell what why how not no yes very really just only"
  ).split(" "),
);

export interface NounPhrase {
  noun: string;
  isPlural: boolean;
  isKnown: boolean;
  isTheirs: boolean;
}

/** Plurals that come first in compounds: "sales call", "sports club". */
const leadingPlurals = new Set("sales sports goods news operations savings arts".split(" "));

/** "trainers run" is about trainers: a compound has its first words in the singular. */
function cutAtPlural(words: string[]): string[] {
  const plural = words.findIndex(
    (word) => isPlural(word) && !leadingPlurals.has(word) && isKnownNoun(singularize(word)),
  );
  return plural === -1 ? words : words.slice(0, plural + 1);
}

const isWordLike = (word: string) =>
  /^[a-z][a-z0-9]{1,24}$/.test(word) && /[aeiouy]/.test(word) && !/[bcdfghjklmnpqrstvwxz]{5}/.test(word);

/**
 * Reads a piece of a list as the name of a kind of record: "their dogs" is `dog`. Null when it is no noun phrase, or
 * one that every app has. Only known nouns may be as vague as "order" or "note"; unknown ones need to look like words.
 */
export function readNoun(piece: string): NounPhrase | null {
  const all = toWords(piece);
  const isTheirs = /^(?:and\s+|with\s+|of\s+)*(?:their|his|her|its)\b/i.test(piece.trim());
  let words = all.slice(all.findIndex((word) => !leading.has(word)));
  if (all.every((word) => leading.has(word))) return null;
  const stop = words.findIndex((word, index) => index > 0 && (stops.has(word) || leading.has(word)));
  if (stop > 0) words = words.slice(0, stop);
  words = cutAtPlural(words);
  if (words.length === 0 || words.length > 4) return null;
  const phrase = words.join(" ");
  const noun = singularize(phrase);
  const isKnown = isKnownNoun(noun) || isKnownNoun(singularize(words.at(-1) ?? ""));
  if (words.some((word) => stops.has(word)) && !isKnownNoun(noun)) return null;
  if (notRecords.has(noun) && !(isKnownNoun(noun) && isPlural(phrase))) return null;
  if (!isKnown && (words.length > 3 || notRecords.has(singularize(words.at(-1) ?? "")) || !words.every(isWordLike)))
    return null;
  return { noun, isPlural: isPlural(phrase), isKnown, isTheirs };
}
