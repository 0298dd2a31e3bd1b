/** Words and their forms. English is irregular in known places; the tables name them. */

const irregularPlurals: Record<string, string> = {
  person: "people",
  child: "children",
  man: "men",
  woman: "women",
  mouse: "mice",
  goose: "geese",
  foot: "feet",
  tooth: "teeth",
  leaf: "leaves",
  shelf: "shelves",
  knife: "knives",
  wolf: "wolves",
  life: "lives",
  loaf: "loaves",
  half: "halves",
  quiz: "quizzes",
  criterion: "criteria",
  medium: "media",
  datum: "data",
  hero: "heroes",
  potato: "potatoes",
  tomato: "tomatoes",
  bus: "buses",
  gas: "gases",
  lens: "lenses",
  alias: "aliases",
  analysis: "analyses",
  diagnosis: "diagnoses",
  cookie: "cookies",
  movie: "movies",
  calorie: "calories",
};

const irregularSingulars = Object.fromEntries(
  Object.entries(irregularPlurals).map(([singular, plural]) => [plural, singular]),
);

/** Nouns with one form for both numbers. */
const unchanging = new Set(
  (
    "equipment staff feedback inventory stock furniture luggage mail news series species sheep fish deer homework " +
    "research information software hardware merchandise music knowledge money training time"
  ).split(" "),
);

const lastWord = (phrase: string) => phrase.split(" ").at(-1) ?? phrase;
const withLastWord = (phrase: string, word: string) => [...phrase.split(" ").slice(0, -1), word].join(" ");

function pluralizeWord(word: string): string {
  if (unchanging.has(word) || irregularSingulars[word]) return word;
  const irregular = irregularPlurals[word];
  if (irregular) return irregular;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return `${word}s`;
}

function singularizeWord(word: string): string {
  if (unchanging.has(word) || irregularPlurals[word]) return word;
  const irregular = irregularSingulars[word];
  if (irregular) return irregular;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[a-z]s$/.test(word) && !/(ss|us|is|as)$/.test(word) && word.length > 3) return word.slice(0, -1);
  return word;
}

/** Plural of a lower-case phrase: its last word is the one that changes. */
export const pluralize = (phrase: string) => withLastWord(phrase, pluralizeWord(lastWord(phrase)));

/** Singular of a lower-case phrase. */
export const singularize = (phrase: string) => withLastWord(phrase, singularizeWord(lastWord(phrase)));

export const isPlural = (phrase: string) =>
  singularize(phrase) !== phrase || irregularSingulars[lastWord(phrase)] !== undefined;

/** Lower-case words of ASCII letters and digits; accents are taken off, everything else separates. */
export const toWords = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/['’]/g, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

const capitalize = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const acronyms = new Set("crm erp hr sku isbn vat url id api seo iban dob faq pr qa ceo gp kpi okr".split(" "));
const spell = (word: string) => (acronyms.has(word) ? word.toUpperCase() : word);

/** Words JavaScript keeps for itself, and names the generated files already use. */
const reserved = new Set(
  (
    "abstract any arguments as async await boolean break case catch checkbox choice class collection collections const " +
    "constructor continue date default delete do else email enum error eval export extends false field fields finally for " +
    "from function get if implements import in instanceof interface let map money new null number object package page " +
    "params phone private protected public record records relation return route routes samples set static store string " +
    "super switch symbol text this throw title titles true try type typeof undefined unknown url using var view void " +
    "when while window with yield document event global"
  ).split(" "),
);

/** camelCase name of a property; starts with a letter, holds letters and digits only. */
export function toPropertyName(phrase: string): string {
  const [first = "item", ...rest] = toWords(phrase);
  const name = first + rest.map(capitalize).join("");
  return /^[0-9]/.test(name) ? `n${capitalize(name)}` : name;
}

/** camelCase name of a variable: never a word of the language or a name the generated files use. */
export function toVariableName(phrase: string): string {
  const name = toPropertyName(phrase);
  return reserved.has(name) ? `${name}Item` : name;
}

/** Type names that would hide a component the generated pages import. */
const reservedTypes = new Set(
  (
    "Agenda Badge Breakdown Button Card Page PageProps RecordForm RecordList RecordPage RecentRecords RelatedRecords " +
    "EmptyState StatTile Link Icon RecordBase Record Object String Number Boolean Function Array Promise Symbol AnyRecord"
  ).split(" "),
);

/** PascalCase name of a type. */
export function toTypeName(phrase: string): string {
  const name = capitalize(toPropertyName(phrase));
  return reservedTypes.has(name) ? `${name}Entry` : name;
}

/** camelCase -> snake_case, exactly as the starter's Supabase adapter does it. */
export const toColumn = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const toKebab = (phrase: string) => toWords(phrase).join("-") || "item";

/** "due date" -> "Due date". */
export function toLabel(phrase: string): string {
  const words = phrase.trim().split(/\s+/).map(spell).join(" ");
  return capitalize(words);
}

const smallWords = new Set("a an and for from in of on or the to with".split(" "));

/** "dog groomer booking" -> "Dog Groomer Booking". */
export const toTitle = (phrase: string) =>
  phrase
    .trim()
    .split(/\s+/)
    .map((word, index) => (index > 0 && smallWords.has(word) ? word : capitalize(spell(word))))
    .join(" ");

/** "a, b and c" */
export function joinWords(words: string[], conjunction = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** "a due date", "an email", "notes": a lower-case noun phrase as something there is. */
export const withArticle = (phrase: string) => {
  if (isPlural(phrase) || unchanging.has(lastWord(phrase))) return phrase;
  return `${/^(?:[aeio]|u(?!se|ni))/.test(phrase) ? "an" : "a"} ${phrase}`;
};
