/**
 * A run of the demo provider as it happened, told in ticks: prompt, plan, steps, commits, preview. Words, file and
 * commit subjects are what it wrote for this prompt.
 */
export const prompt = "A booking tool for a dog groomer: customers, their dogs, appointments";

export const features = ["Data model", "Customers", "Dogs", "Appointments", "Dashboard", "Polish"] as const;

export const commits = [
  "Describe the data and name the app",
  "Add customers",
  "Add dogs",
  "Add appointments",
  "Add the dashboard",
  "Polish the look and write the README",
] as const;

export const filePath = "src/model/dog.ts";

export const code = `export interface Dog extends RecordBase {
  name: string;
  customerId: string | null;
  breed: string | null;
  birthday: string | null;
}

export const dogs = defineCollection<Dog>({
  name: "dogs",
  path: "/dogs",
  icon: "paw",
  fields: [
    text("name", "Name", { isRequired: true }),
    relation("customerId", "Customer"),
    text("breed", "Breed"),
    date("birthday", "Birthday"),
    number("weight", "Weight", { unit: "kg" }),
  ],
});`.split("\n");

const PLANNING_TICKS = features.length + 2;
const TICKS_A_STEP = 5;
/** The step whose file is shown while it is written. */
export const SHOWN_STEP = 0;
const SHOWN_TICKS = code.length;
const stepTicks = features.map((_, index) => (index === SHOWN_STEP ? SHOWN_TICKS : TICKS_A_STEP));
const stepStart = (step: number): number =>
  PLANNING_TICKS + stepTicks.slice(0, step).reduce((sum, ticks) => sum + ticks, 0);

/** Where the picture stands before it is played: the plan is there, and the first file is half written. */
export const FIRST_TICK = PLANNING_TICKS + 9;
export const LAST_TICK = stepStart(features.length) + TICKS_A_STEP;

export interface Scene {
  state: "planning" | "running" | "finished";
  /** How many features of the plan are shown. */
  planned: number;
  /** How many steps are done, and so how many commits there are. */
  done: number;
  /** How many lines of the shown file are written. */
  lines: number;
  /** State of the newest commit's preview; null before the first. */
  deployment: "building" | "ready" | null;
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** What is to be seen at a tick, from 0 to LAST_TICK. */
export const sceneAt = (tick: number): Scene => {
  const done = features.filter((_, index) => tick >= stepStart(index + 1)).length;
  const sinceCommit = tick - stepStart(done);
  const isFinished = tick >= LAST_TICK;
  return {
    state: isFinished ? "finished" : tick < PLANNING_TICKS ? "planning" : "running",
    planned: clamp(tick, features.length),
    done,
    lines: clamp(tick - stepStart(SHOWN_STEP) + 1, code.length),
    deployment: done === 0 ? null : isFinished || sinceCommit >= 3 ? "ready" : "building",
  };
};
