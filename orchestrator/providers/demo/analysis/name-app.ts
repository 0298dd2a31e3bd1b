import { singularize, toTitle, toWords } from "./words.ts";

export interface AppNaming {
  /** Empty when the description says nothing to call the app by. */
  name: string;
  /** "Freelance Designer" in "I'm a freelance designer", or empty. */
  trade: string;
  /** Empty when the description does not begin with a line that could stand below the name. */
  tagline: string;
  /** Words such as "booking" in "a booking tool"; they name a record when nothing else does. */
  kind: string;
  /** The description without the words that name the app and its audience. */
  rest: string;
}

/** Words for software as such: they say nothing about what it is for. */
const generic = "apps?|application|tool|system|software|platform|saas|site|website|web ?app|program|solution|thing";
/** Words that belong in the name: "recipe box", "wedding planner". */
const telling =
  "tracker|manager|crm|dashboard|portal|planner|organi[sz]er|log|diary|journal|board|database|calendar|help ?desk|management|kanban|box|list|register|directory|desk|log ?book";
const words = (count: string) => `((?:[\\w'’-]+\\s+)${count})`;

const opening = new RegExp(`^${words("{0,4}?")}(${generic}|${telling})\\b`, "i");
const audience =
  /\bfor\s+(?:(?:an?|the|my|our|your|small|local)\s+)+((?:[\w'’-]+\s*){1,4}?)(?=\s*(?:[,.:;!?\n(–]|$|\b(?:to|that|with|where|who|which|so|and|including|can|in|manage|manages|managing|track|tracks|tracking)\b))/i;
/** "for dog groomers:" without an article, right behind the kind of app. */
const bareAudience =
  /^\s*for\s+((?:[\w'’-]+\s*){1,3}?)(?=\s*(?:[,.:;!?\n(–]|$|\b(?:to|that|with|where|who|which|so)\b))/i;
const role =
  /\b(?:i am|i'm|i’m|we are|we're|we’re)\s+an?\s+((?:[\w-]+\s+){0,2}?[\w-]+?)(?=\s*(?:[,.;:!?\n]|$|\b(?:and|who|with|that|looking|in|from)\b))/i;
const quoted =
  /\b(?:called|named|titled|name it|call it)\s+["“'`]?([\p{L}\p{N}][\p{L}\p{N} .&'’-]{0,38}[\p{L}\p{N}])["”'`]?/iu;

/** What people say before they say what they want. */
const leadIn =
  /^(?:(?:hi|hello|hey|please|ok|so|well|can|could|would|will|you|i|we|us|me|to|want|need|wanna|like|love|have|am looking for|looking for|build|make|create|develop|design|write|generate|give|help|an?|the|my|our|some|something|simple|basic|nice|small|new|modern|clean|little|beautiful|lightweight|good|great|full|complete|web|mobile|online|d)\b[\s,:!'’]*)+/i;

const empty = new Set(
  "a an the my our your simple basic nice small new modern good great full complete web mobile online clean little beautiful lightweight saas please me for with of to app build make create".split(
    " ",
  ),
);

const content = (phrase: string) => toWords(phrase).filter((word) => !empty.has(word));

const firstSentence = (text: string) =>
  (text.split(/[\n:.!?]|\s[-–—]\s/).find((part) => /\p{L}/u.test(part)) ?? "")
    .replaceAll(/[^\p{L}\p{N}\s'’&,-]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

/** The first sentence as a line below the name: no list after a colon, no "build me". */
function toTagline(prompt: string): string {
  const first = firstSentence(prompt.replace(quoted, ""))
    .replace(leadIn, (lead) => /\b(?:an?|my|our)\s+$/i.exec(lead)?.[0] ?? "")
    .replace(/^(?:my|our)\s/i, "")
    .trim();
  const isLine = /^\p{L}/u.test(first) && first.length >= 12 && first.length <= 72 && first.includes(" ");
  return isLine && !/\b(?:i|me|my|we|us|our)\b/i.test(first)
    ? `${first.charAt(0).toUpperCase()}${first.slice(1)}.`
    : "";
}

const unique = (list: string[]) => [...new Set(list.filter(Boolean))];

/** Takes audience and kind of app out of a sentence such as "a booking tool for a dog groomer". */
function readOpening(sentence: string) {
  const start = opening.exec(sentence.replace(leadIn, ""));
  const [whole = "", before = "", noun = ""] = start ?? [];
  const after = start ? sentence.slice(sentence.indexOf(whole) + whole.length) : sentence;
  const forWhom = audience.exec(sentence) ?? (start ? bareAudience.exec(after) : null);
  const people = content(forWhom?.[1] ?? "").slice(-3);
  const isTelling = new RegExp(`^(?:${telling})$`, "i").test(noun);
  return { whole, forWhom: forWhom?.[0] ?? "", people, before: content(before).slice(-3), noun: isTelling ? noun : "" };
}

/**
 * Names the app: the name a person gave, or audience and kind ("Dog Groomer Booking").
 * Answers the rest of the text as well, in which records are looked for.
 */
export function nameApp(prompt: string, text: string): AppNaming {
  const given = quoted
    .exec(prompt)?.[1]
    ?.trim()
    .split(/\s+(?:with|for|that|to|where|which)\s/i)[0];
  const { whole, forWhom, people, before, noun } = readOpening(firstSentence(text));
  const who = toWords(singularize(people.join(" ")));
  const parts = unique([...who, ...before, ...toWords(noun)]);
  const isName = parts.length > 1 || (parts.length === 1 && noun === "");
  return {
    name: given ?? (isName ? toTitle(parts.slice(0, 4).join(" ")).slice(0, 40) : ""),
    trade: toTitle(
      content(role.exec(text)?.[1] ?? "")
        .slice(-2)
        .join(" "),
    ),
    tagline: toTagline(prompt),
    kind: before.join(" "),
    rest: [whole, forWhom].reduce((rest, part) => (part === "" ? rest : rest.replace(part, " ")), text),
  };
}
