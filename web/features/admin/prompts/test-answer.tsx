"use client";

import { Wrench } from "lucide-react";
import type { PromptTestEvent } from "#core/contracts/index.ts";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatCount } from "#web/lib/format/format-count.ts";

const MAXIMUM_SHOWN = 2_000;

type Call = Extract<PromptTestEvent, { type: "call" }>;

const formatArguments = (text: string): string => {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // A model may send what is no JSON; it is shown as it came.
  }
  return shown.length > MAXIMUM_SHOWN ? `${shown.slice(0, MAXIMUM_SHOWN)}\n… cut here` : shown;
};

const CallView = ({ call }: { call: Call }) => (
  <details className="rounded-md ring-1 ring-line">
    <summary className="flex items-center gap-2 px-3 py-2 text-sm coarse:min-h-11">
      <Wrench className="size-3.5 text-ink-subtle" aria-hidden="true" />
      <code>{call.tool}</code>
    </summary>
    <pre className="break-text max-h-64 overflow-auto border-t px-3 py-2 text-xs whitespace-pre-wrap">
      {formatArguments(call.arguments)}
    </pre>
  </details>
);

const Ending = ({ events }: { events: readonly PromptTestEvent[] }) => {
  const last = events.at(-1);
  if (last?.type === "error") {
    return (
      <p role="alert" className="break-text text-base text-danger-text">
        <span className="font-medium">{last.detail}</span> {last.fix}
      </p>
    );
  }
  if (last?.type !== "finish") return null;
  return (
    <p className="figures text-sm text-ink-subtle">
      {formatCount(last.inputTokens, "token")} in, {formatCount(last.outputTokens, "token")} out,{" "}
      {formatCost(last.costUsd)}
      {last.reason === "length" ? " · cut at the test's limit" : null}
    </p>
  );
};

/** What the model answers to a test: its words, the tools it calls, and what it cost. */
export const TestAnswer = ({ events, isRunning }: { events: readonly PromptTestEvent[]; isRunning: boolean }) => {
  const [start] = events;
  const text = events.map((event) => (event.type === "text" ? event.text : "")).join("");
  const calls = events.filter((event): event is Call => event.type === "call");
  return (
    <div className="flex flex-col gap-3 rounded-lg bg-sunken p-4 ring-1 ring-line-faint" aria-busy={isRunning}>
      <p className="label-mono text-ink-subtle">
        {start?.type === "start" ? start.model : "Asking"}
        {start?.type === "start" && start.isDemo ? " · the built-in demo calls no AI" : ""}
      </p>
      {text === "" ? null : <p className="break-text text-base whitespace-pre-wrap">{text}</p>}
      {calls.map((call, index) => (
        // Calls are only ever added.
        // oxlint-disable-next-line react/no-array-index-key
        <CallView key={index} call={call} />
      ))}
      <div aria-live="polite">
        <Ending events={events} />
      </div>
    </div>
  );
};
