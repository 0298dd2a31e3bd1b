import type { ChoiceSpec, Tone } from "./app-spec.ts";
import { toKebab, toLabel } from "./words.ts";

/** Tone of a status by what it says. */
const tones: [RegExp, Tone][] = [
  [
    /^(done|completed?|paid|active|won|delivered|published|approved|resolved|hired|returned|available|passed|success|in stock|healthy|live|accepted|adopted|checked in|ready|fulfilled|sold|ripe|achieved)$/,
    "success",
  ],
  [
    /^(overdue|lost|no-show|no show|rejected|failed|blocked|urgent|out of stock|expired|critical|broken|refused|bounced|declined|hard|dead)$/,
    "danger",
  ],
  [
    /^(pending|draft|waiting|trial|in review|on hold|low stock|paused|medium|high|due|maintenance|proposal|negotiation|on loan|in repair|prospect|interview)$/,
    "warning",
  ],
  [
    /^(new|open|planned|booked|scheduled|sent|lead|idea|to ?do|upcoming|ordered|applied|reserved|invited|quoted|wanted)$/,
    "info",
  ],
  [
    /^(in progress|confirmed|qualified|running|shipped|offer|active now|reading|growing|under way|signed|premium)$/,
    "accent",
  ],
];

export const toneOf = (label: string): Tone => {
  const words = label.toLowerCase();
  return tones.find(([pattern]) => pattern.test(words))?.[1] ?? "neutral";
};

/** "New, In progress" -> choices with values in kebab-case and a fitting tone. */
export function toChoices(list: string): ChoiceSpec[] {
  const seen = new Set<string>();
  return list.split(",").flatMap((part) => {
    const label = toLabel(part.trim().toLowerCase());
    const value = toKebab(label);
    if (label === "" || seen.has(value)) return [];
    seen.add(value);
    return [{ value, label, tone: toneOf(label) }];
  });
}
