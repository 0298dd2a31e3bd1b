import { useCallback, useRef, useState } from "react";

export interface Action<Input extends unknown[], Answer> {
  /** Does it, unless it is being done already. Answers null when it failed or was already under way. */
  run: (...input: Input) => Promise<Answer | null>;
  isWorking: boolean;
  error: unknown;
  clear: () => void;
}

/** Something a press of a button does: once at a time however often it is pressed, with its error kept to be shown. */
export const useAction = <Input extends unknown[], Answer>(
  act: (...input: Input) => Promise<Answer>,
): Action<Input, Answer> => {
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // State is too slow for a double press: both would see `false`.
  const isBusy = useRef(false);
  const run = useCallback(
    async (...input: Input): Promise<Answer | null> => {
      if (isBusy.current) return null;
      isBusy.current = true;
      setWorking(true);
      setError(null);
      try {
        return await act(...input);
      } catch (thrown) {
        setError(thrown);
        return null;
      } finally {
        isBusy.current = false;
        setWorking(false);
      }
    },
    [act],
  );
  const clear = useCallback(() => setError(null), []);
  return { run, isWorking, error, clear };
};
