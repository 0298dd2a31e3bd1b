import { amountOf, type UsageSum, type UsageUnit } from "./add-up-usage.ts";
import { formatAmount, formatDay } from "./format-amount.ts";

const HEIGHT = 100;
/** Share of a day's place that its bar takes. */
const BAR = 0.72;
/** The least a day with any use is drawn with, so that it can be seen at all. */
const LEAST = 1.5;

/** The next round number above: 1, 2 or 5 with noughts, so that the scale can be read. */
const roundUp = (value: number): number => {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
};

const describe = (unit: UsageUnit, days: readonly UsageSum[]): string => {
  const most = days.reduce<UsageSum | undefined>(
    (top, day) => (top === undefined || amountOf(unit, day) > amountOf(unit, top) ? day : top),
    undefined,
  );
  const what = unit === "usd" ? "Cost" : "Tokens";
  if (most === undefined || amountOf(unit, most) === 0) return `${what} by day: nothing was used.`;
  return `${what} by day. The most, ${formatAmount(unit, amountOf(unit, most))}, was used on ${formatDay(most.key)}.`;
};

interface BarProps {
  day: UsageSum;
  index: number;
  unit: UsageUnit;
  top: number;
}

/** The bar of one day. The whole column answers to the pointer, also where the bar is low. */
const Bar = ({ day, index, unit, top }: BarProps) => {
  const amount = amountOf(unit, day);
  const height = amount === 0 ? 0 : Math.max(LEAST, (amount / top) * HEIGHT);
  return (
    <g>
      <rect x={index + (1 - BAR) / 2} y={HEIGHT - height} width={BAR} height={height} className="fill-accent" />
      <rect x={index} y={0} width={1} height={HEIGHT} className="fill-transparent hover:fill-hover">
        <title>{`${formatDay(day.key)}: ${formatAmount(unit, amount)}`}</title>
      </rect>
    </g>
  );
};

const Scale = ({ unit, top }: { unit: UsageUnit; top: number }) => (
  <div
    aria-hidden="true"
    className="figures flex w-11 shrink-0 flex-col justify-between py-px text-right text-xs text-ink-subtle"
  >
    <span>{formatAmount(unit, top)}</span>
    <span>{formatAmount(unit, top / 2)}</span>
    <span>0</span>
  </div>
);

/** One bar a day. The table below it says the same in figures. */
export const UsageChart = ({ unit, days }: { unit: UsageUnit; days: readonly UsageSum[] }) => {
  const top = roundUp(Math.max(...days.map((day) => amountOf(unit, day))));
  const marks = [days[0], days.length < 3 ? undefined : days[Math.floor(days.length / 2)], days.at(-1)];
  return (
    <figure className="flex flex-col gap-1.5">
      <div className="flex gap-2">
        <Scale unit={unit} top={top} />
        <svg
          role="img"
          aria-label={describe(unit, days)}
          viewBox={`0 0 ${days.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-44 min-w-0 flex-1 overflow-visible"
        >
          {[0, HEIGHT / 2, HEIGHT].map((y) => (
            <line
              key={y}
              x1={0}
              x2={days.length}
              y1={y}
              y2={y}
              className="stroke-line"
              strokeWidth={1}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {days.map((day, index) => (
            <Bar key={day.key} day={day} index={index} unit={unit} top={top} />
          ))}
        </svg>
      </div>
      <div aria-hidden="true" className="flex justify-between pl-13 text-xs text-ink-subtle">
        {marks.flatMap((day) => (day === undefined ? [] : [<span key={day.key}>{formatDay(day.key)}</span>]))}
      </div>
    </figure>
  );
};
