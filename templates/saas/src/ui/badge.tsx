export type Tone = "neutral" | "accent" | "info" | "success" | "warning" | "danger";

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: string }) {
  return <span className={`badge tone-${tone}`}>{children}</span>;
}
