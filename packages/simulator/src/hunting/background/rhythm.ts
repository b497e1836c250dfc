/** At what hours things happen, as shares of the 24 hours of a day (UTC). */
export type Rhythm = 'office' | 'always' | 'machine';

const WORK = [1, 1, 1, 1, 1, 3, 10, 34, 62, 70, 72, 64, 44, 60, 70, 66, 54, 28, 12, 6, 4, 3, 2, 1];
const NIGHT_SHARE: Readonly<Record<Rhythm, number>> = { office: 0.05, machine: 0.35, always: 1 };

/** How much of a working day's traffic a day has that is none. */
const WEEKEND: Readonly<Record<Rhythm, number>> = { office: 0.08, machine: 0.4, always: 1 };

export const DAY_US = 86_400_000_000;
const STEPS = 96;

/** Microseconds after midnight by which each of 96 equal parts of a day's rows has happened; 97 numbers. */
export function quantiles(rhythm: Rhythm): number[] {
  const flat = NIGHT_SHARE[rhythm];
  const total = WORK.reduce((sum, hour) => sum + hour, 0);
  const shares = WORK.map((hour) => (1 - flat) * (hour / total) + flat / 24);
  const marks: number[] = [];
  let hour = 0;
  let before = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const wanted = step / STEPS;
    while (before + (shares[hour] ?? 1) <= wanted && hour < 23) {
      before += shares[hour] ?? 0;
      hour += 1;
    }
    marks.push(Math.floor(((hour + (wanted - before) / (shares[hour] ?? 1)) * DAY_US) / 24));
  }
  return [...marks, DAY_US];
}

/** Rows of one day, when `perDay` is the mean over a week. @param day days since 1970-01-01, which was a Thursday */
export function rowsOfDay(perDay: number, day: number, rhythm: Rhythm): number {
  const weekend = WEEKEND[rhythm];
  const free = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
  const mean = (5 + 2 * weekend) / 7;
  return Math.max(0, Math.round((perDay / mean) * (free ? weekend : 1)));
}
