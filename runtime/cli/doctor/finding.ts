/** What a check of the doctor found: one line, and how to mend it when something is wrong. */
export interface Finding {
  state: "ok" | "warning" | "failure";
  text: string;
  fix?: string;
}

export const ok = (text: string): Finding => ({ state: "ok", text });
export const warning = (text: string, fix: string): Finding => ({ state: "warning", text, fix });
export const failure = (text: string, fix: string): Finding => ({ state: "failure", text, fix });

/** A check that must not keep the others from running: what it throws becomes its finding. */
export const runCheck = async (what: string, check: () => Promise<Finding | Finding[]>): Promise<Finding[]> => {
  try {
    return [await check()].flat();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return [failure(`${what}: ${reason}`, "This check itself failed; the other lines may say why.")];
  }
};
