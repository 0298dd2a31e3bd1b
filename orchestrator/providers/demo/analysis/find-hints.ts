import { singularize } from "./words.ts";

/** What people say instead of naming a record: "who has what" is lending, "hours I worked" are time entries. */
const hints: [RegExp, string][] = [
  [/\b(who (has|borrowed|took) what|lend(ing|s)?|lent|borrow(s|ed|ing)?|check(ed)? out)\b/i, "item,neighbour,loan"],
  [
    /\b(hours? (i|we|they|you|people|everyone)?\s*(have |has )?(worked|spent|work|spend)|time (spent|tracking|sheets?))\b/i,
    "time entry",
  ],
  [/\bfollow(ing)?[- ]?ups?\b/i, "task"],
  [/\b(get|gets|getting|is|are|been) paid\b|\b(owes?|pays?|paying) (me|us|you)\b/i, "invoice"],
  [/\b(spend|spent|spending) (my|our|on)\b|\bwhere (my|our) money\b/i, "expense"],
  [/\bsign(s|ed|ing)? up for (a )?class(es)?\b/i, "class"],
  [/\brenew(s|al|als|ing|ed)?\b.*\bmemberships?\b|\bmemberships?\b.*\brenew/i, "membership"],
  [/\b(who|when) (is|are|does|do) (on|working|work)\b|\brota\b/i, "employee,shift"],
  [/\b(rsvp|guest list|seating)\b/i, "guest"],
  [/\bwhat (to|we) (eat|cook)|\bmeal plan/i, "recipe,meal"],
];

/** "something like Airbnb but for campsites" */
const likeness = /\b(?:like|clone of|version of|alternative to)\s+\w+,?\s+(?:but\s+)?for\s+([a-z]{3,20}s)\b/i;

/** Kinds of records a description means without naming them, as singular nouns. */
export function findHints(text: string): string[] {
  const alike = likeness.exec(text)?.[1];
  const meant = hints.filter(([pattern]) => pattern.test(text)).flatMap(([, nouns]) => nouns.split(","));
  return alike ? [singularize(alike.toLowerCase()), ...meant] : meant;
}
