"use client";

import { useState } from "react";
import { createPromptVersionSchema, promptSchema, type Prompt, type PromptSummary } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { addPromptVersion, promptVersionPath } from "#web/lib/api/admin-prompts.ts";
import { formatCount } from "#web/lib/format/format-count.ts";
import { PromptDiff } from "./prompt-diff.tsx";
import { PromptTester } from "./prompt-tester.tsx";

export interface PromptEditorProps {
  prompt: Prompt;
  versions: readonly PromptSummary[];
  onSaved: (version: number) => void;
}

const useEditor = ({ prompt, onSaved }: PromptEditorProps) => {
  const [content, setContent] = useState(prompt.content);
  const [notes, setNotes] = useState("");
  const [failure, setFailure] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    setFailure(undefined);
    try {
      const saved = await addPromptVersion(createPromptVersionSchema.parse({ content, notes }));
      toast.success(`Version ${saved.version} is saved; it is not active yet`);
      onSaved(saved.version);
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setSaving(false);
    }
  };
  return { content, setContent, notes, setNotes, failure, isSaving, isChanged: content !== prompt.content, save };
};

/** What the text in the editor changes against a version of choice. */
const Comparison = ({
  content,
  versions,
  initial,
}: {
  content: string;
  versions: readonly PromptSummary[];
  initial: number;
}) => {
  const [version, setVersion] = useState(initial);
  const other = useResource(promptVersionPath(version), promptSchema);
  return (
    <div className="flex flex-col gap-4">
      <div className="max-w-xs">
        <Field label="Compared with">
          {(control) => (
            <Select
              {...control}
              value={String(version)}
              onValueChange={(value) => setVersion(Number(value))}
              options={versions.map((one) => ({
                value: String(one.version),
                label: `Version ${one.version}${one.isActive ? " (active)" : ""}`,
              }))}
            />
          )}
        </Field>
      </div>
      {other.error === undefined ? null : <ProblemNote error={other.error} />}
      {other.data?.version === version ? (
        <PromptDiff
          before={other.data.content}
          after={content}
          label={`Changes from version ${version} to the text in the editor`}
        />
      ) : null}
    </div>
  );
};

/** A version's text, to be read, changed, compared, tried, and saved as the next version. */
export const PromptEditor = (props: PromptEditorProps) => {
  const { prompt, versions } = props;
  const editor = useEditor(props);
  const active = versions.find(({ isActive }) => isActive)?.version ?? prompt.version;
  return (
    <>
      <SectionCard
        title={`Text of version ${prompt.version}`}
        description="A saved version never changes: what you edit is saved as the next one, and is used once you activate it."
        footer={
          <Button
            variant="primary"
            isLoading={editor.isSaving}
            disabled={!editor.isChanged}
            onClick={() => void editor.save()}
          >
            Save as a new version
          </Button>
        }
      >
        <Field label="System prompt" aside={formatCount(editor.content.length, "character")}>
          {(control) => (
            <Textarea
              {...control}
              value={editor.content}
              rows={18}
              spellCheck={false}
              className="max-h-[36rem] font-mono text-xs leading-5"
              onChange={(event) => editor.setContent(event.target.value)}
            />
          )}
        </Field>
        <Field label="What changed, and why" isOptional>
          {(control) => (
            <Input
              {...control}
              value={editor.notes}
              maxLength={500}
              placeholder="Shorter answers, fewer questions"
              onChange={(event) => editor.setNotes(event.target.value)}
            />
          )}
        </Field>
        {editor.failure === undefined ? null : <ProblemNote error={editor.failure} />}
      </SectionCard>
      <SectionCard title="Changes" description="The text in the editor beside a saved version.">
        <Comparison key={active} content={editor.content} versions={versions} initial={active} />
      </SectionCard>
      <SectionCard
        title="Test"
        description="Asks a model with the text in the editor. It is a real request and costs what it costs."
      >
        <PromptTester content={editor.content} />
      </SectionCard>
    </>
  );
};
