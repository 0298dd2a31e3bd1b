const escapes: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

export interface StringDecoder {
  /** The text this character adds, "end" at the closing quote, "broken" where JSON does not allow it. */
  take(character: string): { text: string } | "end" | "broken";
}

/** Decodes the inside of a JSON string (RFC 8259, section 7), character by character, from behind its opening quote. */
export const createStringDecoder = (): StringDecoder => {
  let escape = "";
  const takeEscaped = (character: string): ReturnType<StringDecoder["take"]> => {
    escape += character;
    if (escape.length === 2 && character !== "u") {
      escape = "";
      const text = escapes[character];
      return text === undefined ? "broken" : { text };
    }
    if (escape.length > 2 && !/[0-9a-fA-F]/.test(character)) return "broken";
    if (escape.length < 6) return { text: "" };
    const text = String.fromCharCode(Number.parseInt(escape.slice(2), 16));
    escape = "";
    return { text };
  };
  return {
    take: (character) => {
      if (escape !== "") return takeEscaped(character);
      if (character === '"') return "end";
      if (character !== "\\") return character < " " ? "broken" : { text: character };
      escape = "\\";
      return { text: "" };
    },
  };
};

export interface ValueSkipper {
  /** True while the character belongs to the value. */
  take(character: string): boolean;
}

/** Skips a value that is not a string: numbers, words, and nested objects and arrays with their strings. */
export const createValueSkipper = (): ValueSkipper => {
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  return {
    take: (character) => {
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (character === "\\") isEscaped = true;
        else if (character === '"') isInString = false;
        return true;
      }
      if (depth === 0 && (character === "," || character === "}")) return false;
      if (character === '"') isInString = true;
      if (character === "{" || character === "[") depth += 1;
      if (character === "}" || character === "]") depth -= 1;
      return true;
    },
  };
};
