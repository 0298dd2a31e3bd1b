import { clsx } from "clsx";

/** From here on, as a share, a meter warns. */
const NEARLY = 0.8;

export interface MeterProps {
  used: number;
  limit: number;
  className?: string;
}

/** How much of something limited is gone, as a bar. It stands beside the words that say the same. */
export const Meter = ({ used, limit, className }: MeterProps) => {
  const share = limit > 0 ? Math.min(1, used / limit) : 1;
  const tone = share >= 1 ? "bg-danger" : share >= NEARLY ? "bg-warning" : "bg-accent";
  return (
    <span aria-hidden="true" className={clsx("block h-1.5 overflow-hidden rounded-full bg-pressed", className)}>
      <span
        className={clsx("block h-full rounded-full transition-[width]", tone)}
        style={{ width: `${Math.max(share > 0 ? 2 : 0, share * 100)}%` }}
      />
    </span>
  );
};
