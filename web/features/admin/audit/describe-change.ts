const toWords = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[._]/g, " ")
    .toLowerCase();

/** An action in words: `credential.stored` reads "Credential stored". */
export const describeChange = (action: string): string => {
  const words = toWords(action);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}:`;
};

const toText = (value: unknown): string => {
  if (value === null || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
};

/** What was written down with a change, on one line. */
export const describeDetails = (details: Readonly<Record<string, unknown>>): string =>
  Object.entries(details)
    .map(([name, value]) => `${toWords(name)} ${toText(value)}`)
    .join(" · ");
