const MAXIMUM_NAME = 40;

/** "Build me a", "I want an", "Please make the": how prompts begin before they name the thing. */
const opening =
  /^(?:please\s+)?(?:(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?(?:build|create|make|write|design|develop|generate|give)(?:\s+(?:me|us))?|(?:i|we)(?:\s+would|['’]d)?\s+(?:want|need|like)(?:\s+to\s+(?:build|create|make|have))?)\s+/i;
const article = /^(?:an?|the|my|our|some)\s+/i;
/** Where the name of the thing ends and its description begins. */
const end = /[:;.,!?\n(–—]| - |\s(?:that|which|where|with|so|to|who|using|in which|and then)\s/i;

const shorten = (text: string): string => {
  if (text.length <= MAXIMUM_NAME) return text;
  const cut = text.slice(0, MAXIMUM_NAME + 1);
  const space = cut.lastIndexOf(" ");
  return (space > MAXIMUM_NAME / 3 ? cut.slice(0, space) : cut.slice(0, MAXIMUM_NAME)).trim();
};

const trailingWord = /\s(?:for|of|and|or|with|a|an|the|to|in|on|at)$/i;

/**
 * A name for what a prompt describes: "Build me a booking tool for a dog groomer: customers, …" is a "Booking tool
 * for a dog groomer". Empty when the prompt names nothing.
 */
export const deriveProjectName = (prompt: string): string => {
  const sentence = prompt.trim().replace(opening, "").replace(article, "");
  const name = shorten((sentence.split(end)[0] ?? "").replaceAll(/\s+/g, " ").trim()).replace(trailingWord, "");
  const [first = ""] = name;
  return first.toUpperCase() + name.slice(first.length);
};

/** The name with a number, for when it is taken: "Shop", "Shop 2", "Shop 3"; at most 60 characters, as names are. */
export const numberName = (name: string, number: number): string => {
  if (number < 2) return name;
  const suffix = ` ${number}`;
  return `${name.slice(0, 60 - suffix.length).trimEnd()}${suffix}`;
};
