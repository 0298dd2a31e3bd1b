import type { Page } from "playwright-core";
import { z } from "zod";

const entrySchema = z.object({
  entryType: z.string(),
  startTime: z.number(),
  duration: z.number(),
  interactionId: z.number().default(0),
  value: z.number().default(0),
  hadRecentInput: z.boolean().default(false),
});
type Entry = z.infer<typeof entrySchema>;

export interface Vitals {
  /** Milliseconds until the largest piece of content was painted (LCP). */
  largestPaint: number;
  /** Milliseconds of the slowest interaction until it was painted (INP of fewer than 50 interactions). */
  slowestInteraction: number;
  /** Score of the worst burst of layout shifts (CLS): at most 5 s long, less than 1 s between two. */
  layoutShift: number;
}

/** Keeps what Web Vitals are made of, from the first byte of a page on. */
export const watchVitals = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const entries: unknown[] = [];
    Object.assign(window, { vitalEntries: entries });
    for (const type of ["largest-contentful-paint", "event", "layout-shift"]) {
      // An interaction quicker than 16 ms is not told at all; browsers tell none below 104 ms unless asked to.
      const options: object = { type, buffered: true, durationThreshold: 16 };
      new PerformanceObserver((list) => entries.push(...list.getEntries().map((entry) => entry.toJSON()))).observe(
        options,
      );
    }
  });

const worstBurst = (shifts: Entry[]): number => {
  let [worst, value, first, last] = [0, 0, 0, 0];
  for (const shift of shifts) {
    const isSame = shift.startTime - last < 1_000 && shift.startTime - first < 5_000;
    if (!isSame) [value, first] = [0, shift.startTime];
    value += shift.value;
    last = shift.startTime;
    worst = Math.max(worst, value);
  }
  return worst;
};

/** Web Vitals as https://web.dev/articles/lcp, /inp and /cls define them. */
export const toVitals = (entries: Entry[]): Vitals => {
  const paints = entries.filter(({ entryType }) => entryType === "largest-contentful-paint");
  const interactions = entries.filter(({ interactionId }) => interactionId > 0);
  const shifts = entries.filter(({ entryType, hadRecentInput }) => entryType === "layout-shift" && !hadRecentInput);
  return {
    largestPaint: paints.at(-1)?.startTime ?? Number.NaN,
    slowestInteraction: Math.max(0, ...interactions.map(({ duration }) => duration)),
    layoutShift: worstBurst(shifts),
  };
};

export const readVitals = async (page: Page): Promise<Vitals> =>
  toVitals(z.array(entrySchema).parse(await page.evaluate(() => Reflect.get(window, "vitalEntries"))));
