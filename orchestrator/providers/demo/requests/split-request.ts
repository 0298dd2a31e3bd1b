const verbs =
  "add|append|remove|delete|drop|rename|change|make|set|use|turn|switch|hide|show|sort|order|put|move|call|create|replace|link|connect|assign|include|track|store|get rid|don't|do not|start|give|let|update|mark|need|i need|we need|i want|we want|display|list";

const joint = new RegExp(
  String.raw`\s*(?:,\s*(?:and|then|also|und)?|;|\band then\b|\bthen\b|\band also\b|\band\b|\bplus\b|\bas well as\b)\s+(?:please\s+|also\s+|then\s+)*(?=(?:${verbs})\b)`,
  "i",
);

/** Hides what stands in quotation marks from the patterns that split. */
function maskQuotes(text: string): { masked: string; restore: (part: string) => string } {
  const kept: string[] = [];
  const masked = text
    .replaceAll(/[\uE000\uE001]/g, "")
    .replaceAll(
      /"[^"\n]*"|“[^”\n]*”|(?<![\p{L}\p{N}])'[^'\n]*'(?![\p{L}])/gu,
      (quoted) => `\uE000${kept.push(quoted) - 1}\uE001`,
    );
  return {
    masked,
    restore: (part) => part.replaceAll(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? ""),
  };
}

const politeness =
  /^(?:(?:hi|hello|hey|ok|okay|so|now|next|also|then|and|please|can you|could you|would you|will you|can we|could we|let's|lets|let us|i want you to|i'd like you to|i would like you to|i'd like to|i would like to|i want to|we want to|we should|we need to|i need to|you should|just|maybe|actually|great|nice|thanks|thank you|cool|perfect|looks good|good)\b[\s,.!:]*)+/i;
const afterwards = /[\s,]*(?:please|thanks|thank you|thx|if possible|for me|as well|too|instead|now)?[\s.!?,;:]*$/i;

/** A clause without courtesies around it. */
export const trimRequest = (text: string): string => text.trim().replace(politeness, "").replace(afterwards, "").trim();

const mostClauses = 8;

/**
 * Splits what a person asks into single requests: sentences, lines, and halves such as "add a price and make it green".
 * Lists of fields stay together, quoted text whole.
 */
export function splitRequest(text: string): string[] {
  const { masked, restore } = maskQuotes(text.slice(0, 6000));
  return masked
    .split(/\n+|(?<=[^\s\d])[.!?;]+(?=\s|$)|(?<=\d)[.!?;]+(?=\s|$)/)
    .map((line) => line.replace(/^\s*(?:[-*•–]|\d+[.)])\s+/, ""))
    .flatMap((sentence) => sentence.split(joint))
    .map((clause) => trimRequest(restore(clause)))
    .filter((clause) => /[\p{L}\p{N}#]/u.test(clause))
    .slice(0, mostClauses);
}
