import { asRemark, type Reading } from "./request.ts";

const remarks: [RegExp, string][] = [
  [
    /^(?:undo|revert|roll ?back|go back|restore)\b/i,
    "To undo a step, open its commit in the timeline and choose Revert; to return to an earlier state, choose Restore there.",
  ],
  [
    /\b(?:add|need|want|make|have|include|with)\b.*\bsearch(?:ing| box| bar| field| function)?\b(?! engine)/i,
    "Every list has a search box above it; it looks through all fields.",
  ],
  [
    /\b(?:add|need|want|include|have)\b.*\b(?:filters?|filtering|sorting|sortable)\b/i,
    "Every list can be sorted by its column heads and filtered by status and other choices, above the list.",
  ],
  [
    /\b(?:add|need|want|include|have|implement|support)\b.*\b(?:dark mode|dark theme|theme switch(?:er)?|theme toggle)\b/i,
    'Light, dark and the system\'s theme can be chosen at the bottom of the sidebar, on a phone behind the three dots. Say "dark theme by default" to start with it.',
  ],
  [
    /\b(?:mobile|responsive|phone|tablet)[- ]?(?:friendly|version|view|layout|ready|support|app)?\b.*\b(?:work|look|make|add|support)|\b(?:make|add)\b.*\b(?:mobile|responsive)/i,
    "The app adapts to phones: the sidebar becomes a bar at the bottom and tables become cards.",
  ],
  [
    /\b(?:add|need|want|include|create)\b.*\bdashboard\b/i,
    "The first page is a dashboard: figures, what is coming up and how things stand.",
  ],
  [
    /\b(?:kanban|board view|calendar view|drag and drop|drag & drop)\b/i,
    "Lists with a status can be looked at as a board, on which cards are dragged, and lists with a date as a calendar: the buttons are above the list.",
  ],
  [
    /\b(?:deploy|publish|go live|launch|put (?:it|this) online)\b/i,
    "Merge the branch into main in the workspace; main is deployed as production.",
  ],
];

const wishes: [RegExp, string][] = [
  [
    /\b(?:reminders?|notifications?|notify|alert me|send (?:an? )?(?:e-?mails?|sms|text messages?|messages?))\b/i,
    "send reminders or messages",
  ],
  [
    /\b(?:stripe|paypal|checkout|online payments?|pay(?:ing)? online|credit cards?|accept payments?)\b/i,
    "take online payments",
  ],
  [/\b(?:chat|messaging|messenger|chatbot)\b/i, "build a chat"],
  [
    /\b(?:upload\w*|attach(?:ments?| files?| photos?)|file storage|photos?|images?|pictures?|avatars?)\b/i,
    "store files or pictures",
  ],
  [
    /\b(?:log ?in|sign ?in|sign ?up|authentication|auth|user accounts?|passwords?|roles?|permissions?|multi-?user|several users)\b/i,
    "add accounts itself; connect Supabase as the README says, and people sign in",
  ],
  [/\b(?:ai|gpt|machine learning|recommendations?|predict\w*)\b/i, "add AI features"],
  [/\b(?:google|outlook|slack|zapier|whatsapp|integrat\w+|webhooks?|api)\b/i, "connect other services"],
  [/\b(?:pdf|csv|excel|exports?|imports?|print\w*|spreadsheets?)\b/i, "export or import files"],
  [/\b(?:maps?|gps|directions|geolocation)\b/i, "show maps"],
  [/\b(?:charts?|graphs?|analytics|statistics|reports?|gantt)\b/i, "build charts of its own"],
  [
    /\b(?:translat\w+|in (?:german|spanish|french|italian|portuguese|dutch)|(?:other|more|several|many|multiple) languages|i18n|multi-?lingual)\b/i,
    "translate the app",
  ],
  [/\b(?:animations?|video|3d|game|blog|landing page)\b/i, "build that"],
];

const asking =
  /^(?:what can you|what else|what could|help$|help me$|how do(?:es)? (?:this|it|you)|who are you|are you|what are you|what is this|commands?$|\?+$)/i;

/** Questions, and wishes that are met already: something to say rather than to do. */
export function readRemark(clause: string): Reading[] {
  const remark = remarks.find(([pattern]) => pattern.test(clause))?.[1];
  return remark === undefined ? [] : [asRemark(remark)];
}

/** What marks a clause as one about fields, whatever they are called: "add a print date". */
const aboutFields = /\b(?:fields?|columns?|date|number|name|url|link|type|status|notes?|checkbox)\b/i;

/** Wishes that need more than records and pages. */
export function readWish(clause: string): Reading[] {
  if (aboutFields.test(clause)) return [];
  const wish = wishes.find(([pattern]) => pattern.test(clause))?.[1];
  return wish === undefined ? [] : [asRemark(`The demo cannot ${wish}. A real model can: connect one under Settings.`)];
}

/** True for a question about the demo itself, which is answered by what it can do. */
export const isHelpRequest = (clause: string): boolean => asking.test(clause);
