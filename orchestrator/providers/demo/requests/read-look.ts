import { findMentionedColour } from "../analysis/colours.ts";
import { asRequest, type Corners, type FontName, type Reading, type ThemeName } from "./request.ts";

/** Words that make a clause about records rather than about looks. */
const aboutRecords = /\b(?:fields?|columns?|status(?:es)?|stages?|options?|choices?|labels?|values?|records?)\b/i;
const aboutLooks =
  /\b(?:make|turn|paint|prefer|like|love|use|colou?rs?|accent|theme|brand(?:ing)?|look|design|style|scheme|buttons?|palette|ui|primary|want)\b/i;

function readColour(clause: string): Reading[] {
  const found = findMentionedColour(clause);
  if (!found || /^rename\b/i.test(clause)) return [];
  const isAlone = clause.split(/\s+/).length <= 3;
  if ((aboutRecords.test(clause) && !/\b(?:accent|theme|brand)/i.test(clause)) || !(isAlone || aboutLooks.test(clause)))
    return [];
  return [asRequest({ kind: "set-colour", ...found })];
}

const themePattern =
  /\b(dark|light|system)(?:[- ](?:theme|mode|look|design|background|version|ui))\b|\b(?:theme|mode)\b.*\b(dark|light|system)\b|\b(dark|light)\b.*\bby default\b|^make (?:it|everything|the (?:app|site|page|design|ui|theme)) (dark|light)$|^(dark|light)$/i;

function readTheme(clause: string): Reading[] {
  const match = themePattern.exec(clause);
  if (!match || aboutRecords.test(clause)) return [];
  const word = match
    .slice(1)
    .find((group) => group !== undefined)
    ?.toLowerCase();
  const theme: ThemeName = word === "dark" ? "dark" : word === "light" ? "light" : "system";
  return [asRequest({ kind: "set-theme", theme })];
}

const fonts: [RegExp, FontName][] = [
  [/\bsans[- ]?serif\b|\b(?:default|normal|system) font\b/i, "system"],
  [/\bserif\b/i, "serif"],
  [/\bmono(?:space(?:d)?)?\b/i, "mono"],
  [/\b(?:rounded|round|friendly|playful) (?:font|typeface|letters|type)\b/i, "rounded"],
];

function readFont(clause: string): Reading[] {
  if (!/\b(?:font|typeface|serif|typography|letters|monospaced?)\b/i.test(clause)) return [];
  const font = fonts.find(([pattern]) => pattern.test(clause))?.[1];
  return font ? [asRequest({ kind: "set-font", font })] : [];
}

const corners: [RegExp, Corners][] = [
  [
    /\b(?:sharp|square|straight|hard|no rounded|less round(?:ed)?)\b.*\b(?:corners?|edges?|look|design|buttons?)\b|\bno rounding\b/i,
    "sharp",
  ],
  [
    /\b(?:round(?:ed|er)?|soft(?:er)?|pill)\b.*\b(?:corners?|edges?|buttons?|cards?)\b|\bcorners? (?:more )?round(?:ed|er)?\b/i,
    "round",
  ],
];

function readCorners(clause: string): Reading[] {
  const found = corners.find(([pattern]) => pattern.test(clause))?.[1];
  return found ? [asRequest({ kind: "set-corners", corners: found })] : [];
}

const currencies: [RegExp, string][] = [
  [/\beuros?\b|\beur\b|€/i, "EUR"],
  [/\b(?:british )?pounds?\b(?! weight)|\bgbp\b|\bsterling\b|£/i, "GBP"],
  [/\bswiss francs?\b|\bfrancs?\b|\bchf\b/i, "CHF"],
  [/\byen\b|\bjpy\b|¥/i, "JPY"],
  [/\brupees?\b|\binr\b|₹/i, "INR"],
  [/\bcanadian dollars?\b|\bcad\b/i, "CAD"],
  [/\baustralian dollars?\b|\baud\b/i, "AUD"],
  [/\b(?:us )?dollars?\b|\busd\b|\$/i, "USD"],
  [/\bswedish (?:krona|kronor)\b|\bsek\b/i, "SEK"],
  [/\bnorwegian (?:krone|kroner)\b|\bnok\b/i, "NOK"],
  [/\bdanish (?:krone|kroner)\b|\bdkk\b/i, "DKK"],
  [/\bz[lł]oty\b|\bpln\b/i, "PLN"],
  [/\breais\b|\breal\b|\bbrl\b/i, "BRL"],
  [/\bpesos?\b|\bmxn\b/i, "MXN"],
  [/\byuan\b|\brenminbi\b|\bcny\b/i, "CNY"],
];

function readCurrency(clause: string): Reading[] {
  if (!/\b(?:currency|use|in|switch|change|prices?|amounts?|money|show)\b/i.test(clause)) return [];
  if (/^(?:add|remove|rename)\b/i.test(clause)) return [];
  const target = /\b(?:to|into|in|use)\b(?!.*\b(?:to|into|in|use)\b)(.*)$/i.exec(clause)?.[1] ?? clause;
  const found =
    currencies.find(([pattern]) => pattern.test(target)) ?? currencies.find(([pattern]) => pattern.test(clause));
  return found ? [asRequest({ kind: "set-currency", currency: found[1] })] : [];
}

const icons: [RegExp, string][] = [
  [/\b(?:paw|dog|cat|pet)s?\b/i, "paw"],
  [/\bhearts?\b/i, "heart"],
  [/\bstars?\b/i, "star"],
  [/\b(?:leaf|leaves|plant)\b/i, "leaf"],
  [/\b(?:calendar|date)\b/i, "calendar"],
  [/\b(?:rocket|sparkles?|magic)\b/i, "sparkles"],
  [/\b(?:house|home)\b/i, "home"],
  [/\b(?:book|books)\b/i, "book"],
  [/\b(?:car|vehicle)\b/i, "car"],
  [/\b(?:music|note)\b/i, "music"],
  [/\b(?:camera|photo)\b/i, "camera"],
  [/\b(?:cart|basket|shop)\b/i, "cart"],
  [/\b(?:trophy|cup)\b/i, "trophy"],
  [/\b(?:globe|world|earth)\b/i, "globe"],
  [/\b(?:wrench|tool|spanner)\b/i, "wrench"],
  [/\b(?:fork|knife|food|utensils)\b/i, "utensils"],
  [/\b(?:dumbbell|weights?)\b/i, "dumbbell"],
  [/\b(?:briefcase|bag)\b/i, "briefcase"],
  [/\b(?:wallet|money)\b/i, "wallet"],
  [/\b(?:plane|airplane)\b/i, "plane"],
  [/\b(?:bulb|lightbulb|idea)\b/i, "lightbulb"],
  [/\b(?:gift|present)\b/i, "gift"],
  [/\b(?:target|bullseye)\b/i, "target"],
  [/\b(?:scissors|hair)\b/i, "scissors"],
  [/\b(?:building|office)\b/i, "building"],
  [/\b(?:truck|van|lorry)\b/i, "truck"],
  [/\b(?:shield)\b/i, "shield"],
  [/\b(?:key)\b/i, "key"],
];

function readIcon(clause: string): Reading[] {
  if (!/\b(?:icon|logo|symbol)\b/i.test(clause)) return [];
  const found = icons.find(([pattern]) => pattern.test(clause.replace(/^.*\b(?:to|into)\b/i, "")));
  return found ? [asRequest({ kind: "set-icon", icon: found[1] })] : [];
}

/** What a clause asks of the app's looks: colour, theme, font, corners, icon, currency. */
export function readLook(clause: string): Reading[] {
  const theme = readTheme(clause);
  const colour = readColour(clause);
  if (theme.length + colour.length > 0) return [...theme, ...colour];
  return (
    [readFont, readCorners, readIcon, readCurrency].map((read) => read(clause)).find((found) => found.length > 0) ?? []
  );
}
