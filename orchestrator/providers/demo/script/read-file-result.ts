/** The text of a file as `read_file` answers it: without the header, and without line numbers ("12\tcode", "  12 | code", "12: code"). */
export function readFileResult(content: string): string {
  if (/^\S+ is empty\.$/.test(content.trim())) return "";
  const lines = content.replaceAll("\r\n", "\n").split("\n");
  const numbered = /^\s*(\d+)(?:\t|→|: | \| |\| )(.*)$/;
  const first = lines.findIndex((line) => numbered.exec(line)?.[1] === "1");
  if (first === -1 || first > 2) return content;
  const body: string[] = [];
  for (const line of lines.slice(first)) {
    const match = numbered.exec(line) ?? /^\s*(\d+)()$/.exec(line);
    if (!match || Number(match[1]) !== body.length + 1) break;
    body.push(match[2] ?? "");
  }
  return body.length >= lines.length - first - 2 ? `${body.join("\n")}\n`.replace(/\n\n$/, "\n") : content;
}
