import type { ToolResult } from "../tools/tool.ts";
import { ModelFaultError } from "./model-fault-error.ts";

/**
 * Counts what goes wrong on the model's side and ends the run before it goes in circles (A10). Faults are given back to
 * the model so many times in a row; a step that is refused, so many times until it is committed.
 */
export interface FaultLedger {
  /** Looks at the result of a call; answers it, or a warning in its place when the same call came to the same again. */
  note(call: { tool: string; arguments: string }, result: ToolResult, hasChangedFiles: boolean): ToolResult;
  /** A fault of an answer as a whole. */
  noteFault(title: string, detail: string): void;
  /** Ends an answer. Throws ModelFaultError when there were too many faults. */
  endAnswer(): void;
  /** A step was committed: everything is forgiven. */
  reset(): void;
}

/** The same call with the same result so often, with nothing changed in between, is a loop. */
const SAME_CALLS = 3;
/** Looking again is cheap, and what was seen may have left the context: it is a loop later. */
const SAME_LOOKS = 5;
const looks = new Set(["read_file", "list_files", "search_files"]);
/** The same call so often within a step is a loop whatever happened in between. */
const SAME_CALLS_IN_STEP = 6;

const count = (counts: Map<string, number>, key: string): number => {
  const times = (counts.get(key) ?? 0) + 1;
  counts.set(key, times);
  return times;
};

export const createFaultLedger = (repairs: number): FaultLedger => {
  let sameResults = new Map<string, number>();
  let sameCalls = new Map<string, number>();
  let inARow = 0;
  let refusedSteps = 0;
  let fault: { title: string; detail: string } | null = null;

  const noteFault = (title: string, detail: string): void => {
    fault ??= { title, detail };
  };

  return {
    note: (call, result, hasChangedFiles) => {
      if (hasChangedFiles) sameResults = new Map();
      const key = `${call.tool}\n${call.arguments}`;
      const allowed = looks.has(call.tool) && !result.isError ? SAME_LOOKS : SAME_CALLS;
      const isLoop =
        count(sameResults, `${key}\n${result.content}`) >= allowed || count(sameCalls, key) >= SAME_CALLS_IN_STEP;
      if (result.fault === "step") refusedSteps += 1;
      if (result.fault !== undefined) noteFault(result.title, result.content);
      if (!isLoop) return result;
      noteFault(`Repeated ${call.tool} with the same arguments`, result.content);
      return {
        ...result,
        isError: true,
        content: `${result.content}\nYou have made this same call several times. Do something else: read what is there, take another way, or ask the person.`,
      };
    },
    noteFault,
    endAnswer: () => {
      inARow = fault === null ? 0 : inARow + 1;
      const last = fault;
      fault = null;
      if (last !== null && (inARow > repairs || refusedSteps > repairs)) {
        throw new ModelFaultError(last.title, last.detail, Math.max(inARow, refusedSteps));
      }
    },
    reset: () => {
      sameResults = new Map();
      sameCalls = new Map();
      inARow = 0;
      refusedSteps = 0;
      fault = null;
    },
  };
};
