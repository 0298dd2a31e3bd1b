import { randomBytes } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Asks the server that started git whether the push may land, over descriptor 3, which git's children inherit: a
 * shell starts in a millisecond, a Node hook took 40. Lines to the server: the quarantine's folder, the updates, an
 * empty line. Lines back: text for the person, and last `accept` or `refuse`. A server that died accepts nothing.
 */
const script = `#!/bin/sh
{
  printf '%s\\n' "$GIT_QUARANTINE_PATH"
  while IFS= read -r line; do printf '%s\\n' "$line"; done
  echo
} >&3
while IFS= read -r line <&3; do
  case $line in
    accept) exit 0 ;;
    refuse) exit 1 ;;
    *) printf '%s\\n' "\${line#say }" ;;
  esac
done
echo 'The server ended before it had checked the push. Try again.'
exit 1
`;

/** Writes the hooks folder that every push of this host uses; safe while other processes do the same. */
export const installHooks = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.pre-receive-${randomBytes(6).toString("hex")}`);
  await writeFile(temporary, script, { mode: 0o755 });
  await rename(temporary, join(folder, "pre-receive"));
};
