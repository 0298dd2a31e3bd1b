import { createStringDecoder, createValueSkipper } from "./json-scanners.ts";

/** A piece of a string field, decoded. The last piece of a field says so, and may be empty. */
export interface FieldPiece {
  field: string;
  text: string;
  isEnd: boolean;
}

export interface FieldReader {
  /** Takes the next characters of a JSON object and answers what they add to its string fields, in order. */
  push(chunk: string): FieldPiece[];
}

type State = "start" | "key-or-end" | "key" | "colon" | "value" | "string" | "other" | "comma" | "done" | "broken";

/** What may follow between the tokens of an object. */
const structure: Partial<Record<State, Record<string, State>>> = {
  start: { "{": "key-or-end" },
  "key-or-end": { '"': "key", "}": "done" },
  colon: { ":": "value" },
  comma: { ",": "key-or-end", "}": "done" },
};

const isSpace = (character: string): boolean => /[ \t\n\r]/.test(character);

/** Text up to a high surrogate at its end, and that surrogate: its other half is still to come. */
const splitPair = (text: string): [whole: string, held: string] =>
  /[\uD800-\uDBFF]$/.test(text) ? [text.slice(0, -1), text.slice(-1)] : [text, ""];

/** One character after the other through the object; `emit` gets the pieces of its string fields. */
const createScanner = (emit: (piece: { field: string; text: string; isEnd: boolean }) => void) => {
  const scan = { state: "start" as State, key: "", text: "" };
  let decoder = createStringDecoder();
  let skipper = createValueSkipper();

  const takeString = (character: string, onEnd: State): string => {
    const taken = decoder.take(character);
    if (taken !== "broken" && taken !== "end") return taken.text;
    scan.state = taken === "end" ? onEnd : "broken";
    return "";
  };
  const enter = (state: State): void => {
    scan.state = state;
    decoder = createStringDecoder();
    skipper = createValueSkipper();
    if (state === "key") scan.key = "";
    if (state === "string") scan.text = "";
  };
  const takeStructure = (character: string): void => {
    if (isSpace(character)) return;
    if (scan.state === "value") {
      enter(character === '"' ? "string" : "other");
      if (character !== '"') skipper.take(character);
    } else enter(structure[scan.state]?.[character] ?? "broken");
  };
  const take = (character: string): void => {
    if (scan.state === "key") scan.key += takeString(character, "colon");
    else if (scan.state === "string") {
      scan.text += takeString(character, "comma");
      if (scan.state === ("comma" as State)) emit({ field: scan.key, text: scan.text, isEnd: true });
    } else if (scan.state !== "other" || !skipper.take(character)) {
      if (scan.state === "other") scan.state = "comma";
      takeStructure(character);
    }
  };
  return { scan, take };
};

/**
 * Reads the string fields of a JSON object while it arrives, in pieces cut anywhere: a model's tool arguments, so that a
 * file's content can be shown as it is written. Any chunking gives the same text. Fields of nested objects and values
 * that are no strings are passed over; at a fault it falls silent, and whoever parses the whole says what is wrong.
 * A pair of surrogates is never split between two pieces.
 */
export const createFieldReader = (): FieldReader => {
  let pieces: FieldPiece[] = [];
  const { scan, take } = createScanner((piece) => void pieces.push(piece));
  return {
    push: (chunk) => {
      pieces = [];
      for (let index = 0; index < chunk.length; index += 1) {
        if (scan.state === "done" || scan.state === "broken") break;
        take(chunk.charAt(index));
      }
      if (scan.state === "string") {
        const [text, held] = splitPair(scan.text);
        scan.text = held;
        if (text !== "") pieces.push({ field: scan.key, text, isEnd: false });
      }
      return pieces;
    },
  };
};
