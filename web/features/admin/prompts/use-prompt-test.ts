"use client";

import { useEffect, useRef, useState } from "react";
import type { PromptTestEvent, TestPrompt } from "#core/contracts/index.ts";
import { testPrompt } from "#web/lib/api/admin-prompts.ts";

interface PromptTest {
  events: readonly PromptTestEvent[];
  isRunning: boolean;
  failure: unknown;
  start: (input: TestPrompt) => void;
  stop: () => void;
}

/** A test of a prompt, as its answer comes in. It ends when it is stopped, and when the page is left. */
export const usePromptTest = (): PromptTest => {
  const [events, setEvents] = useState<readonly PromptTestEvent[]>([]);
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);

  const run = async (input: TestPrompt, { signal }: AbortController) => {
    setEvents([]);
    setFailure(undefined);
    setRunning(true);
    try {
      for await (const event of testPrompt(input, signal)) setEvents((before) => [...before, event]);
    } catch (thrown) {
      if (!signal.aborted) setFailure(thrown);
    } finally {
      setRunning(false);
    }
  };
  return {
    events,
    isRunning,
    failure,
    start: (input) => {
      control.current?.abort();
      control.current = new AbortController();
      void run(input, control.current);
    },
    stop: () => control.current?.abort(),
  };
};
