"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { PromptComposer } from "#web/components/prompt-composer.tsx";
import { examplePrompts } from "#web/lib/projects/example-prompts.ts";
import { keepPromptDraft } from "#web/lib/storage/prompt-draft.ts";

/** The first prompt, before there is an account: it is kept and waits on the other side of sign-up. */
export const StartComposer = ({ isSignedIn }: { isSignedIn: boolean }) => {
  const router = useRouter();
  const [prompt, setPrompt] = useState("");
  const [isLeaving, startTransition] = useTransition();
  const text = useRef<HTMLTextAreaElement>(null);
  const start = () => {
    if (prompt.trim() !== "") keepPromptDraft(prompt.trim());
    startTransition(() => router.push(isSignedIn ? "/projects/new" : "/sign-up?next=%2Fprojects%2Fnew"));
  };
  return (
    <div className="flex flex-col gap-3">
      <PromptComposer
        ref={text}
        label="What do you want to build?"
        placeholder="Describe an app: who it is for, and what they keep track of"
        submitLabel="Build it"
        rows={3}
        value={prompt}
        onValueChange={setPrompt}
        onSubmit={start}
        isSubmitting={isLeaving}
      />
      <div className="flex flex-wrap items-center gap-2">
        {examplePrompts.map((example) => (
          <button
            key={example.title}
            type="button"
            onClick={() => {
              setPrompt(example.prompt);
              text.current?.focus();
            }}
            className="rounded-full px-3 py-1 text-sm text-ink-muted ring-1 ring-line-strong transition-colors ring-inset hover:bg-hover hover:text-ink coarse:py-2.5"
          >
            {example.title}
          </button>
        ))}
      </div>
    </div>
  );
};
