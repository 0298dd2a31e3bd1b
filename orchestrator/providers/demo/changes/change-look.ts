import type { Corners, FontName, Request, ThemeName } from "../requests/request.ts";
import { configPath, themePath, tokensPath, type KnownApp } from "../reading/read-app.ts";
import { makeCalls } from "../script/steps.ts";
import { readFiles } from "../script/working-tree.ts";
import { escapePattern, replaceGroup } from "../writing/edit-text.ts";
import { quote } from "../writing/source.ts";
import type { Edit } from "../writing/write-pages.ts";
import { editCalls, requireCalls, type Change } from "./change.ts";

type Editing = (current: string) => Edit[];

/** A change of looks: one file that must change, others that follow when they are as usual. */
interface Restyling {
  feature: string;
  notes: string;
  text: string;
  title: string;
  summary: string;
  main: { path: string; editings: Editing[] };
  others?: { path: string; editings: Editing[] }[];
}

const restyle = ({ main, others = [], ...words }: Restyling): Change => ({
  ...words,
  write: function* () {
    const files = yield* readFiles("", [main.path, ...others.map(({ path }) => path)]);
    const calls = editCalls(main.path, files[main.path], ...main.editings);
    yield* makeCalls("", [
      ...requireCalls(calls, `${main.path} is like that already, or no longer has the line I know.`),
      ...others.flatMap(({ path, editings }) => editCalls(path, files[path], ...editings)),
    ]);
  },
});

const escapeMarkup = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const setSetting =
  (key: string, value: string): Editing =>
  (current) =>
    replaceGroup(
      current,
      new RegExp(String.raw`^\s*${key}:\s*(?<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`, "m"),
      quote(value),
    );
const setToken =
  (name: string, value: string): Editing =>
  (current) =>
    replaceGroup(current, new RegExp(String.raw`^\s*${escapePattern(name)}:\s*(?<value>[^;]+);`, "m"), value);

const setName = (app: KnownApp, name: string) =>
  restyle({
    feature: `The app is called ${name}`,
    notes: `Before: ${app.name}`,
    text: `I call the app ${name}.`,
    title: `Call the app ${name}`,
    summary: `The app is called ${name} in the sidebar, in the browser's tab and in the README.`,
    main: { path: configPath, editings: [setSetting("name", name)] },
    others: [
      {
        path: "index.html",
        editings: [(current) => replaceGroup(current, /<title>(?<value>[^<]*)<\/title>/, escapeMarkup(name))],
      },
      { path: "README.md", editings: [(current) => replaceGroup(current, /^# (?<value>[^\n]+)/, name)] },
    ],
  });

const setTagline = (tagline: string) =>
  restyle({
    feature: "Tagline",
    notes: tagline,
    text: "I change the tagline.",
    title: "Change the tagline",
    summary: `The tagline is "${tagline}", on the dashboard and for search engines.`,
    main: { path: configPath, editings: [setSetting("tagline", tagline)] },
    others: [
      {
        path: "index.html",
        editings: [
          (current) =>
            replaceGroup(current, /<meta name="description" content="(?<value>[^"]*)"/, escapeMarkup(tagline)),
        ],
      },
    ],
  });

const setIcon = (icon: string) =>
  restyle({
    feature: "Icon of the app",
    notes: icon,
    text: `I make ${icon} the icon beside the app's name.`,
    title: `Use the ${icon} icon`,
    summary: `The icon beside the app's name is ${icon}.`,
    main: { path: configPath, editings: [setSetting("icon", icon)] },
  });

const setCurrency = (currency: string) =>
  restyle({
    feature: `Amounts in ${currency}`,
    notes: "Amounts that exist keep their number",
    text: `I show amounts of money in ${currency}.`,
    title: `Show amounts in ${currency}`,
    summary: `Amounts are shown in ${currency}. The numbers stay as they are; nothing is converted.`,
    main: { path: configPath, editings: [setSetting("currency", currency)] },
  });

const setColour = (colour: string, name: string) => {
  const isShaded = name.startsWith("#") && name.length === 7 && name !== colour;
  return restyle({
    feature: `The app in ${name}`,
    notes: `Accent colour ${colour}`,
    text: `I make it ${name}: one token recolours buttons, links and highlights.${isShaded ? ` White text would be hard to read on ${name}, so I take the darker shade ${colour}.` : ""}`,
    title: `Make the app ${name}`,
    summary: `The accent colour is ${colour}, in light and dark, and in the icon.`,
    main: { path: tokensPath, editings: [setToken("--accent", colour)] },
    others: [
      {
        path: "public/favicon.svg",
        editings: [(current) => replaceGroup(current, /rx="9" fill="(?<value>[^"]*)"/, colour)],
      },
    ],
  });
};

const themeWords: Record<ThemeName, string> = {
  dark: "the dark theme",
  light: "the light theme",
  system: "the system's theme",
};

const setTheme = (theme: ThemeName) =>
  restyle({
    feature: theme === "system" ? "Theme of the system" : `${theme === "dark" ? "Dark" : "Light"} theme by default`,
    notes: "People can still choose for themselves",
    text: `I let the app start with ${themeWords[theme]}. Whoever has chosen a theme keeps it.`,
    title: `Start with ${themeWords[theme]}`,
    summary: `Whoever has not chosen a theme sees ${themeWords[theme]}; the switch at the bottom of the sidebar stays.`,
    main: {
      path: themePath,
      editings: [(current) => replaceGroup(current, /\binitial = (?<value>"\w+");/, quote(theme))],
    },
  });

const fontStacks: Record<FontName, string> = {
  system:
    '"Inter Variable", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  serif: 'ui-serif, "Iowan Old Style", Charter, Georgia, Cambria, "Times New Roman", serif',
  mono: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  rounded: 'ui-rounded, "SF Pro Rounded", "Nunito", "Varela Round", "Segoe UI", system-ui, sans-serif',
};
const fontWords: Record<FontName, string> = {
  system: "sans serif",
  serif: "serif",
  mono: "monospaced",
  rounded: "rounded",
};

const setFont = (font: FontName) =>
  restyle({
    feature: `A ${fontWords[font]} font`,
    notes: "From the fonts of each person's device",
    text: `I set all text in a ${fontWords[font]} font.`,
    title: `Use a ${fontWords[font]} font`,
    summary: `All text is set in a ${fontWords[font]} font.`,
    main: { path: tokensPath, editings: [setToken("--font", fontStacks[font])] },
  });

const radii: Record<Corners, [string, string, string]> = {
  sharp: ["0", "2px", "3px"],
  normal: ["6px", "10px", "14px"],
  round: ["10px", "16px", "22px"],
};

const setCorners = (corners: Corners) =>
  restyle({
    feature: `${corners === "sharp" ? "Sharp" : "Round"} corners`,
    notes: "Buttons, inputs and cards",
    text: `I make the corners of buttons, inputs and cards ${corners === "sharp" ? "sharp" : "rounder"}.`,
    title: `Make corners ${corners === "sharp" ? "sharp" : "rounder"}`,
    summary: `Buttons, inputs and cards have ${corners === "sharp" ? "sharp" : "rounder"} corners.`,
    main: {
      path: tokensPath,
      editings: [
        setToken("--radius-small", radii[corners][0]),
        setToken("--radius", radii[corners][1]),
        setToken("--radius-large", radii[corners][2]),
      ],
    },
  });

/** The change for a request about names and looks of the whole app; null for any other. */
export function changeLook(app: KnownApp, request: Request): Change | null {
  switch (request.kind) {
    case "set-name":
      return setName(app, request.name);
    case "set-tagline":
      return setTagline(request.tagline);
    case "set-icon":
      return setIcon(request.icon);
    case "set-currency":
      return setCurrency(request.currency);
    case "set-colour":
      return setColour(request.colour, request.name);
    case "set-theme":
      return setTheme(request.theme);
    case "set-font":
      return setFont(request.font);
    case "set-corners":
      return setCorners(request.corners);
    default:
      return null;
  }
}
