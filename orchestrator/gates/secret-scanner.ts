/** A credential found in a text. `start` and `end` are UTF-16 offsets. */
export interface SecretFinding {
  kind: string;
  line: number;
  start: number;
  end: number;
}

/** Finds credentials in text, for the gate before a commit and for what goes to a model or a log (A23). */
export interface SecretScanner {
  scan(path: string, content: string): Promise<SecretFinding[]>;
  /** The text with every credential replaced by `[secret removed: <kind>]`. */
  redact(text: string): Promise<string>;
}
