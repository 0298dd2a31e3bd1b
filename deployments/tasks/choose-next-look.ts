const SOONEST = 2;
const LATEST = 20;
/** A look comes after an eighth of the age: a build that takes a minute is seen within 8 s, without any webhook. */
const SHARE = 8;

/**
 * Seconds until a deployment that is so many seconds old is looked at again. Grows with its age, up to 20 s, give or
 * take a quarter, so that many that began together do not ask together. `random` is from 0 to 1.
 */
export const chooseNextLook = (age: number, random: number): number =>
  Math.min(LATEST, Math.max(SOONEST, age / SHARE)) * (0.75 + random / 2);
