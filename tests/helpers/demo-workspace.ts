import type { FileEdit } from "#core/contracts/file.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { MessagePart, ModelMessage, Provider } from "#core/ports/provider.ts";
import { createFaultLedger } from "#orchestrator/runs/create-fault-ledger.ts";

type Tree = Map<string, string>;

export interface CalledTool {
  tool: string;
  arguments: Record<string, unknown>;
  isError: boolean;
}

export interface DemoStep {
  title: string;
  summary: string;
  tree: Tree;
}

export interface DemoRun {
  text: string;
  calls: CalledTool[];
  steps: DemoStep[];
  messages: ModelMessage[];
  summary: string | null;
}

export const toTree = (files: FileEdit[]): Tree =>
  new Map(files.flatMap((file) => ("content" in file ? [[file.path, file.content] as const] : [])));

export const testClock: Clock = {
  now: () => new Date("2026-03-02T09:00:00Z"),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(resolve, milliseconds);
      signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
    }),
};

const refuse = (reason: string) => ({ content: reason, isError: true });
const accept = (content = "ok") => ({ content, isError: false });

const list = (paths: string[]) => accept(`${paths.length} files\n${paths.join("\n")}`);

/** A file as read_file shows it: a header, and each line behind its number. */
function numberLines(path: string, content: string) {
  const lines = content.replace(/\n$/, "").split("\n");
  const numbered = lines.map((line, index) => `${index + 1}\t${line}`);
  return content === ""
    ? `${path} is empty.`
    : `${path}, lines 1 to ${lines.length} of ${lines.length}\n${numbered.join("\n")}`;
}

/** The tools of DESIGN.md over a map of files; enough to run the demo provider against. */
function execute(tree: Tree, tool: string, values: Record<string, string>) {
  const { path = "", content = "", search = "", replace = "", from = "", to = "" } = values;
  const current = tree.get(path);
  switch (tool) {
    case "update_plan":
      return accept();
    case "list_files":
      return list([...tree.keys()].filter((name) => name.startsWith(path.replace(/^\.?\/?/, ""))));
    case "search_files":
      return accept(
        [...tree]
          .filter(([, text]) => text.includes(values["query"] ?? ""))
          .map(([name]) => name)
          .join("\n"),
      );
    case "read_file":
      return current === undefined ? refuse(`There is no file ${path}.`) : accept(numberLines(path, current));
    case "write_file":
      tree.set(path, content);
      return accept();
    case "edit_file": {
      if (current === undefined) return refuse(`There is no file ${path}.`);
      const parts = current.split(search);
      if (parts.length !== 2) return refuse(`The text to replace occurs ${parts.length - 1} times in ${path}.`);
      tree.set(path, parts.join(replace));
      return accept();
    }
    case "delete_file":
      return tree.delete(path) ? accept() : refuse(`There is no file ${path}.`);
    case "rename_file": {
      const moved = tree.get(from);
      if (moved === undefined) return refuse(`There is no file ${from}.`);
      tree.delete(from);
      tree.set(to, moved);
      return accept();
    }
    default:
      return refuse(`There is no tool ${tool}.`);
  }
}

export interface RunDemoOptions {
  provider: Provider;
  tree: Tree;
  prompt: string;
  /** Stands in for the gates: answers the reason a step is refused, or null. */
  check?(step: DemoStep): Promise<string | null> | string | null;
  /** What the person answers when asked. */
  answer?(question: Record<string, unknown>): string;
  /** Answers instead of the tools, to put faults in. */
  intercept?(tool: string, values: Record<string, string>): { content: string; isError: boolean } | null;
  messages?: ModelMessage[];
}

async function answer(provider: Provider, messages: ModelMessage[]): Promise<MessagePart[]> {
  const parts: MessagePart[] = [];
  let text = "";
  let isFinished = false;
  const streamed = new Map<string, string>();
  const request = { model: "demo-1", messages, tools: [], signal: new AbortController().signal };
  for await (const event of provider.stream(request)) {
    if (isFinished) throw new Error("the stream went on after finish");
    if (event.type === "text-delta") text += event.text;
    if (event.type === "tool-call-delta") streamed.set(event.callId, (streamed.get(event.callId) ?? "") + event.text);
    if (event.type === "tool-call-end") {
      if (streamed.get(event.callId) !== event.arguments) throw new Error("the deltas differ from the arguments");
      parts.push({ type: "tool-call", callId: event.callId, tool: event.tool, arguments: event.arguments });
    }
    if (event.type === "finish") isFinished = true;
  }
  if (!isFinished) throw new Error("the stream ended without finish");
  return text === "" ? parts : [{ type: "text", text }, ...parts];
}

/** Runs the demo provider to the end of its run, or for at most 80 answers. */
export async function runDemo(options: RunDemoOptions): Promise<DemoRun> {
  const { provider, tree, prompt, check, intercept } = options;
  const answerQuestion = options.answer ?? (() => "I do not know.");
  const messages: ModelMessage[] = options.messages ?? [
    { role: "system", parts: [{ type: "text", text: "You build apps." }] },
    { role: "user", parts: [{ type: "text", text: prompt }] },
  ];
  const run: DemoRun = { text: "", calls: [], steps: [], messages, summary: null };
  // The run loop's own: what it takes for going in circles, the demo must not do.
  const ledger = createFaultLedger(2);
  for (let turn = 0; turn < 80; turn += 1) {
    const parts = await answer(provider, messages);
    messages.push({ role: "assistant", parts });
    const calls = parts.filter((part) => part.type === "tool-call");
    run.text += parts.map((part) => (part.type === "text" ? `${part.text}\n` : "")).join("");
    if (calls.length === 0) return run;
    const results: MessagePart[] = [];
    for (const { callId, tool, arguments: json } of calls) {
      const values = JSON.parse(json) as Record<string, string>;
      let result = intercept?.(tool, values) ?? null;
      if (!result && tool === "finish") result = accept();
      if (!result && tool === "ask_user") result = accept("The question was asked. The answer is the next message.");
      if (!result && tool === "finish_step") {
        const step = { title: values["title"] ?? "", summary: values["summary"] ?? "", tree: new Map(tree) };
        const reason = (await check?.(step)) ?? null;
        if (reason === null) run.steps.push(step);
        if (reason === null) ledger.reset();
        result = reason === null ? accept("Committed.") : refuse(reason);
      }
      const isChange = ["write_file", "edit_file", "delete_file", "rename_file"].includes(tool);
      result ??= execute(tree, tool, values);
      const noted = ledger.note({ tool, arguments: json }, { title: tool, ...result }, isChange && !result.isError);
      result = { content: noted.content, isError: noted.isError };
      run.calls.push({ tool, arguments: values, isError: result.isError });
      results.push({ type: "tool-result", callId, tool, ...result });
      if (tool === "finish") run.summary = values["summary"] ?? "";
    }
    messages.push({ role: "tool", parts: results });
    const question = run.calls.at(-1);
    if (question?.tool === "ask_user") {
      messages.push({ role: "user", parts: [{ type: "text", text: answerQuestion(question.arguments) }] });
    }
    if (run.summary !== null) return run;
  }
  throw new Error("the demo did not come to an end within 80 answers");
}
