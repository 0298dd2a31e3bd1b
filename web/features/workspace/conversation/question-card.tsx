"use client";

import { CircleHelp } from "lucide-react";
import { useId, useState } from "react";
import type { Run } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { Markdown } from "../text/markdown.tsx";
import { revealControls } from "../text/reveal-controls.ts";

const MAXIMUM_ANSWER = 20_000;

const Options = ({
  options,
  isWorking,
  onChoose,
}: {
  options: readonly string[];
  isWorking: boolean;
  onChoose: (option: string) => void;
}) => (
  <ul className="flex flex-col gap-1.5">
    {options.map((option) => (
      <li key={option}>
        <button
          type="button"
          disabled={isWorking}
          onClick={() => onChoose(option)}
          className="break-text w-full rounded-md bg-surface px-3 py-2 text-left text-base ring-1 ring-line-strong transition-colors ring-inset hover:bg-accent-soft hover:ring-accent disabled:opacity-50 coarse:min-h-11"
        >
          {revealControls(option)}
        </button>
      </li>
    ))}
  </ul>
);

/** What the AI asks before it goes on: one of its options, or an answer in other words. */
export const QuestionCard = ({ run, question }: { run: Run; question: NonNullable<Run["question"]> }) => {
  const { resumeRun } = useControls();
  const { run: answer, isWorking, error } = useAction(resumeRun);
  const [text, setText] = useState("");
  const id = useId();
  const send = (value: string) => void answer(run.id, value);
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-3 rounded-lg bg-warning-soft p-3.5 ring-1 ring-warning-line ring-inset"
    >
      <div className="flex items-start gap-2">
        <CircleHelp aria-hidden="true" className="mt-0.75 size-4 shrink-0 text-warning-text" />
        <div id={id} className="min-w-0 font-medium">
          <Markdown text={question.question} />
        </div>
      </div>
      {question.options.length === 0 ? null : (
        <Options options={question.options} isWorking={isWorking} onChoose={send} />
      )}
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") send(text.trim());
        }}
      >
        <Textarea
          aria-label={question.options.length === 0 ? "Your answer" : "Answer in your own words"}
          placeholder={question.options.length === 0 ? "Your answer" : "Or answer in your own words"}
          rows={1}
          maxLength={MAXIMUM_ANSWER}
          className="min-h-9"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        <div className="flex justify-end">
          <Button type="submit" variant="accent" size="sm" isLoading={isWorking} disabled={text.trim() === ""}>
            Answer and go on
          </Button>
        </div>
      </form>
      {error === null ? null : <ProblemNote error={error} />}
    </section>
  );
};
