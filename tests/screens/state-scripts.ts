import type { WireScript } from "#tests/helpers/serve-scripted-model.ts";
import type { ScriptedCall } from "#tests/helpers/scripted-provider.ts";

/** Prompts of the runs whose states the screens show; what the scripted model answers follows from them. */
export const prompts = {
  waiting: "A sign-up sheet for the pottery classes",
  failed: "Send a confirmation to everybody who signs up",
  conflict: "Name the opening hours of the studio on the first page",
  interrupted: "A gallery of what was made in the last course",
  running: "A calendar of the courses of this autumn",
  long: `Rebuild the price list. ${"It has to name each course, its teacher, how long it takes and what it costs. ".repeat(24)}https://studio.example.com/${"prices-and-conditions-".repeat(14)}`,
} as const;

export const HEADING = "A page that is ready when you are";
const LONG_NAME = "the-price-list-of-every-course-with-its-teacher-its-length-and-what-has-to-be-brought-along";
export const LONG_PATH = `pages/prices/conditions/2026/${LONG_NAME}/${LONG_NAME}.html`;

const plan = (...features: [name: string, notes: string][]): ScriptedCall => [
  "update_plan",
  {
    features: features.map(([feature, notes], index) => ({
      feature,
      notes,
      status: index === 0 ? "in_progress" : "planned",
      priority: index + 1,
    })),
  },
];

const page = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n    <title>${title}</title>\n    <link rel="stylesheet" href="styles.css" />\n  </head>\n  <body>\n    <main>\n      <h1>${title}</h1>\n${body}    </main>\n  </body>\n</html>\n`;

const finishStep = (title: string, summary: string): ScriptedCall => ["finish_step", { title, summary }];
const changeHeading = (heading: string): ScriptedCall => [
  "edit_file",
  { path: "index.html", search: HEADING, replace: heading },
];

const rows = Array.from({ length: 60 }, (_, index) => `      <p>Course ${index + 1}: wheel, glaze and kiln</p>\n`).join(
  "",
);
const features = Array.from({ length: 26 }, (_, index): [string, string] => [
  `Course ${index + 1}: ${index % 5 === 0 ? "everything that has to be said about prices, reductions and how to pay them" : "price"}`,
  index % 3 === 0 ? "With the reduction for students, for those who come again and for those who bring a friend." : "",
]);
const longSummary = `The price list is rebuilt.

| Course | Teacher | Weeks | Price | What has to be brought along |
| --- | --- | --- | --- | --- |
${Array.from({ length: 8 }, (_, index) => `| Course ${index + 1} | Gwendolyn Featherstonehaugh | ${index + 2} | ${index * 35 + 90} € | An apron, a towel and two hours of patience |`).join("\n")}

\`\`\`html
<a href="https://studio.example.com/${"prices-and-conditions-".repeat(8)}">A line of code that is longer than any panel is wide</a>
\`\`\`
`;

/** A file's beginning, as it is while a model writes it: the text of the call is not at its end yet. */
const beginFile = (path: string, content: string): ScriptedCall => [
  "write_file",
  JSON.stringify({ path, content }).slice(0, -2),
];

/** `pushed` is waited for before the step that a person's edit gets in the way of. */
export const createStateScripts = (pushed: Promise<unknown>): WireScript[] => [
  {
    prompt: prompts.waiting,
    turns: [
      {
        text: "You want people to put their names down for a class on a page of its own.",
        calls: [
          plan(["Sign-up sheet", "name, class, how many come"], ["Waiting list", "when a class is full"]),
          ["write_file", { path: "sign-up.html", content: page("Sign up", rows.slice(0, 400)) }],
          finishStep("Add the page to sign up", "A page with the classes and a form."),
        ],
      },
      {
        calls: [
          [
            "ask_user",
            {
              question: "A class has **eight wheels**. What should happen when a ninth person signs up?",
              options: [
                "Put them on a waiting list and tell them when a place is free",
                "Say that the class is full and offer the next one",
                "Take them: there is always somebody who does not come",
              ],
            },
          ],
        ],
      },
    ],
  },
  {
    prompt: prompts.failed,
    turns: [
      { text: "You want a message to go out after a sign-up.", calls: [plan(["Confirmation", "by mail"])] },
      { status: 401 },
      { status: 401 },
      { status: 401 },
    ],
  },
  {
    prompt: prompts.conflict,
    turns: [
      {
        text: "You want to see on the first page when the studio is open.",
        calls: [
          plan(["Opening hours", "on the first page"]),
          ["write_file", { path: "hours.html", content: page("Opening hours", rows.slice(0, 300)) }],
          finishStep("Add the opening hours", "A page of their own."),
        ],
      },
      { calls: [changeHeading("Open from Tuesday to Saturday")] },
      {
        calls: [finishStep("Name the hours on the first page", "In the heading.")],
        until: () => pushed,
      },
    ],
  },
  {
    prompt: prompts.long.slice(0, 60),
    turns: [
      {
        text: `You want one list of all prices. ${"It is long, because there are many courses, and each of them has reductions. ".repeat(6)}`,
        calls: [plan(...features)],
      },
      {
        calls: [
          ["write_file", { path: LONG_PATH, content: page("Prices", rows.repeat(20)) }],
          changeHeading(`${"Prices of everything, ".repeat(10)}and more`),
          finishStep(
            "Rebuild the price list with every course, its teacher, its length, what it costs and what has to be brought along",
            longSummary,
          ),
        ],
      },
      { calls: [["finish", { summary: longSummary }]] },
    ],
  },
  {
    prompt: prompts.interrupted,
    turns: [
      {
        text: "You want to show what was made in a course.",
        calls: [
          plan(["Gallery", "one picture for each piece"]),
          ["write_file", { path: "gallery.html", content: page("Gallery", rows.slice(0, 300)) }],
          finishStep("Add the gallery", "A page with a place for each piece."),
        ],
      },
      { text: "Now the pictures.", calls: [beginFile("gallery.css", rows)], isHeld: true },
    ],
  },
  {
    prompt: prompts.running,
    turns: [
      {
        text: "You want to see which course is when.",
        calls: [
          plan(["Calendar", "a page for each month"], ["Reminder", "a day before"], ["Print it", "on one sheet"]),
          ["write_file", { path: "calendar.html", content: page("Calendar", rows.slice(0, 300)) }],
          finishStep("Add the calendar", "A page for the months of this autumn."),
        ],
      },
      {
        text: "Now each month gets a page of its own, beginning with **September**.",
        calls: [
          ["write_file", { path: "september.html", content: page("September", rows) }],
          beginFile("october.html", page("October", rows)),
        ],
        isHeld: true,
      },
    ],
  },
];
