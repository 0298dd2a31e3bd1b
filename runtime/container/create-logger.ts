import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";

const levels = ["debug", "info", "warn", "error"] as const;
type Level = (typeof levels)[number];

interface Options {
  level: Level;
  /** Which process speaks: `server`, `worker`. */
  source: string;
  clock: Pick<Clock, "now">;
  write(line: string): void;
}

const print = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text !== undefined && /^[\w./:@+-]+$/.test(text) ? text : JSON.stringify(text ?? null);
};

/** A log of one line an entry, `time level source message name=value …`; line ends inside values are escaped. */
export const createLogger = ({ level, source, clock, write }: Options): Logger => {
  const least = levels.indexOf(level);
  const at = (name: Level) => (message: string, data?: Record<string, unknown>) => {
    if (levels.indexOf(name) < least) return;
    const pairs = Object.entries(data ?? {}).map(([key, value]) => ` ${key}=${print(value)}`);
    const time = clock.now().toISOString().slice(11, 23);
    write(`${time} ${name.padEnd(5)} ${source} ${message.replaceAll(/[\r\n]+/g, " ")}${pairs.join("")}\n`);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
};
