import { call, type Script, type ToolCall, type ToolResult } from "./turn.ts";

export interface Feature {
  feature: string;
  notes: string;
}

/** The plan with everything before `current` done and `current` under way. */
export const planCall = (features: Feature[], current: number): ToolCall =>
  call("update_plan", {
    features: features.map(({ feature, notes }, index) => ({
      feature,
      status: index < current ? "done" : index === current ? "in_progress" : "planned",
      notes,
      priority: index + 1,
    })),
  });

/** The plan's entry for one change of an app that exists; other entries stay as they are. */
export const planFeature = ({ feature, notes }: Feature, status: "in_progress" | "done"): ToolCall =>
  call("update_plan", { features: [{ feature, status, notes, priority: laterPriority }] });

/** Behind what the first build planned. */
const laterPriority = 50;

/** Thrown inside a script when it cannot go on; what it says is told to the person. */
export class ScriptStop extends Error {
  /** True when files were changed before it happened, so that no further step may be built on them. */
  readonly isFinal: boolean;

  constructor(message: string, isFinal = false) {
    super(message);
    this.name = "ScriptStop";
    this.isFinal = isFinal;
  }
}

const excerpt = (text: string) => {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.find((line) => /error|failed|refused|conflict/i.test(line)) ?? lines[0] ?? "";
  return telling.trim().slice(0, 300);
};

const firstError = (results: ToolResult[]) => results.find(({ isError }) => isError);

export interface Step {
  text: string;
  title: string;
  summary: string;
  /** The calls that change files. Made anew for a second try, from the files as they are then. */
  write: () => Script<void>;
}

/** Whether this is the step that a run was told to do anew: its title, with or without the summary behind it. */
export const isStepOf = ({ title }: Pick<Step, "title">, line: string): boolean =>
  line === title || line.startsWith(`${title}: `);

/** Makes the calls and stops the run with an explanation when one of them is refused. */
export function* makeCalls(text: string, calls: ToolCall[]): Script<ToolResult[]> {
  const results = yield { text, calls };
  const error = firstError(results);
  if (error) throw new ScriptStop(`A change to the files was refused: ${excerpt(error.content)}`, true);
  return results;
}

/** Finishes a step. When its checks fail, writes its files once more, and stops with the reason when that does not help. */
function* finishStep(step: Step): Script<void> {
  const [first] = yield { text: "", calls: [call("finish_step", { title: step.title, summary: step.summary })] };
  if (!first?.isError) return;
  yield* repair(step, first);
}

function* repair(step: Step, failure: ToolResult): Script<void> {
  const rewrite = step.write();
  let next = rewrite.next();
  let isFirst = true;
  while (!next.done) {
    const text = isFirst
      ? `This step was not accepted: ${excerpt(failure.content)}\nI write it once more, from the files as they are now.`
      : next.value.text;
    isFirst = false;
    next = rewrite.next(yield { ...next.value, text });
  }
  const [second] = yield { text: "", calls: [call("finish_step", { title: step.title, summary: step.summary })] };
  if (second?.isError) throw new ScriptStop(`"${step.title}" was not accepted twice: ${excerpt(second.content)}`, true);
}

/** Does a step: says what it is about, writes its files, and finishes it. `calls` go along with its first answer. */
export function* runStep(step: Step, calls: ToolCall[] = []): Script<void> {
  const writing = step.write();
  let next = writing.next();
  let isFirst = true;
  while (!next.done) {
    const turn = isFirst ? { text: step.text, calls: [...next.value.calls, ...calls] } : next.value;
    isFirst = false;
    const results: ToolResult[] = yield turn;
    next = writing.next(results.slice(0, next.value.calls.length));
  }
  yield* finishStep(step);
}
