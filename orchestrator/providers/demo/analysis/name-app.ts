import { singularize, toTitle, toWords } from "./words.ts";

export interface AppNaming {
  name: string;
  tagline: string;
  /** Words such as "booking" in "a booking tool"; they name a record when nothing else does. */
  kind: string;
  /** The description without the words that name the app and its audience. */
  rest: string;
}

const kinds =
  "app|application|tool|system|tracker|manager|platform|software|crm|dashboard|portal|site|website|saas|planner|organi[sz]er|log|diary|journal|board|database|calendar|program|help ?desk|management|kanban";
const opening = new RegExp(
  `^(?:.*?\\b(?:build|make|create|want|need|like|develop|design|generate|is|me|write)\\b[^.:]*?\\b)?(?:an?|the|my|our)?\\s*((?:[\\w'-]+\\s+){0,4}?)(${kinds})\\b`,
  "i",
);
const audience =
  /\bfor\s+(?:an?|the|my|our|your|small|local)?\s*((?:[\w'’-]+\s*){1,4}?)(?=\s*(?:[,.:;!?\n(]|$|\b(?:to|that|with|where|who|which|so|and|including|can|in|manage|manages|managing|track|tracks|tracking)\b))/i;
const quoted =
  /\b(?:called|named|titled|name it|call it)\s+["“'`]?([\p{L}\p{N}][\p{L}\p{N} .&'’-]{0,38}[\p{L}\p{N}])["”'`]?/iu;

const empty = new Set(
  "a an the my our simple basic nice small new modern good great full complete web mobile online clean little beautiful lightweight saas please me for with of to app ein eine un une una build make create".split(
    " ",
  ),
);

const content = (phrase: string) => toWords(phrase).filter((word) => !empty.has(word));

/** The first sentence as a line beneath the name: no list after a colon, no "build me". */
function toTagline(prompt: string, fallback: string): string {
  const first = (prompt.split(/[\n:.!?]/)[0] ?? "")
    .replace(/^(?:hi|hello|hey)\b[,\s]*/i, "")
    .replace(
      /^(?:please\s+)?(?:can you\s+|could you\s+)?(?:i (?:want|need|would like)(?: you)?(?: to)?\s+)?(?:build|make|create|develop|design|write)?\s*(?:me|us)?\s+/i,
      "",
    )
    .replace(quoted, "")
    .replace(/["<>{}\\`]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const text = /^[\p{L}\p{N}]/u.test(first) && first.length >= 8 && first.length <= 90 ? first : fallback;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/**
 * Names the app: the name a person gave, or audience and kind ("Dog Groomer Booking"), or what it holds.
 * Answers the rest of the text as well, in which records are looked for.
 */
export function nameApp(prompt: string, text: string): AppNaming {
  const given = quoted
    .exec(prompt)?.[1]
    ?.trim()
    .split(/\s+(?:with|for|that|to|where|which)\s/i)[0];
  const start = opening.exec(text.split("\n")[0] ?? "");
  const kind = content(start?.[1] ?? "")
    .slice(-3)
    .join(" ");
  const audienceWords = content(audience.exec(text)?.[1] ?? "");
  const people = audienceWords.length > 0 ? singularize(audienceWords.slice(-3).join(" ")) : "";
  const noun = (start?.[2] ?? "").toLowerCase();
  const suffix =
    kind !== "" || /^(app|application|tool|system|software|platform|saas|site|website|program)$/.test(noun) ? "" : noun;
  const words = [
    people,
    kind,
    /tracker|manager|planner|crm|board|journal|diary|log|organi[sz]er|portal|help ?desk|management/.test(noun)
      ? noun
      : suffix,
  ];
  const unique = [...new Set(words.join(" ").split(" ").filter(Boolean))];
  const name = given ?? toTitle(unique.slice(0, 4).join(" "));
  const rest = text
    .replace(start?.[0] ?? "\u0000", " ")
    .replace(audienceWords.length > 0 ? (audience.exec(text)?.[0] ?? "\u0000") : "\u0000", " ");
  return {
    name: name.slice(0, 40),
    tagline: toTagline(prompt, name ? `${name}, in one place` : "Everything in one place"),
    kind,
    rest,
  };
}
