import { toast } from "#web/components/toast.tsx";

/** Puts a text on the clipboard and says so, or says why not. */
export const copyText = async (text: string, saying: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(saying);
  } catch (thrown) {
    toast.error("Not copied", thrown);
  }
};
