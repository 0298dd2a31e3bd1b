"use client";

import { Play, Square } from "lucide-react";
import { useState } from "react";
import { modelOptionsSchema } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { MODELS_PATH } from "#web/lib/api/choices.ts";
import { TestAnswer } from "./test-answer.tsx";
import { usePromptTest } from "./use-prompt-test.ts";

const SAMPLE = "A booking tool for a dog groomer: customers, their dogs, appointments";
const BY_DEFAULT = "";

/** Tries the text in the editor, saved or not, on a sample: a real request, with no repository behind it. */
export const PromptTester = ({ content }: { content: string }) => {
  const models = useResource(MODELS_PATH, modelOptionsSchema);
  const [sample, setSample] = useState(SAMPLE);
  const [model, setModel] = useState(BY_DEFAULT);
  const { events, isRunning, failure, start, stop } = usePromptTest();
  const options = (models.data?.items ?? []).map(({ id }) => ({ value: id, label: id }));
  return (
    <form
      className="flex flex-col gap-4.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRunning) stop();
        else start({ content, sample, ...(model === BY_DEFAULT ? {} : { model }) });
      }}
    >
      <Field label="Sample" hint="What a person would ask. The model answers once; none of its calls is carried out.">
        {(control) => (
          <Textarea
            {...control}
            value={sample}
            rows={2}
            maxLength={4_000}
            onChange={(event) => setSample(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="w-full max-w-xs">
          <Field label="Model">
            {(control) => (
              <Select
                {...control}
                value={model}
                onValueChange={setModel}
                options={[{ value: BY_DEFAULT, label: `Default: ${models.data?.default ?? "…"}` }, ...options]}
              />
            )}
          </Field>
        </div>
        <Button
          type="submit"
          variant={isRunning ? "secondary" : "accent"}
          disabled={!isRunning && sample.trim() === ""}
          icon={isRunning ? <Square aria-hidden="true" /> : <Play aria-hidden="true" />}
        >
          {isRunning ? "Stop the test" : "Run the test"}
        </Button>
      </div>
      {failure === undefined ? null : <ProblemNote error={failure} />}
      {events.length > 0 || isRunning ? <TestAnswer events={events} isRunning={isRunning} /> : null}
    </form>
  );
};
