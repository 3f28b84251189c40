/** A ladder (spor): welfare dwellings (velferdsbolig) or care dwellings (omsorgsbolig). */
export type Track = 'welfare' | 'care';
/** The tracks in the order in which they are shown. */
export const TRACKS = ['welfare', 'care'] as const satisfies readonly Track[];

/** A step (trinn) of a ladder; 1 needs the least support, 5 the most. */
export type Level = 1 | 2 | 3 | 4 | 5;
/** The levels from the lowest. */
export const LEVELS = [1, 2, 3, 4, 5] as const satisfies readonly Level[];

/** The ladder itself, or one of the programmes beside it, which have dwellings and a queue of their own. */
export type Programme = 'ladder' | 'housing-first' | 'youth';
/** All programmes, the ladder first. */
export const PROGRAMMES = ['ladder', 'housing-first', 'youth'] as const satisfies readonly Programme[];

/** How a building is staffed, from none to a base that is staffed round the clock. */
export type Staffing = 'none' | 'ambulant' | 'day-and-evening' | 'round-the-clock';
/** Staffing from the least to the most. */
export const STAFFINGS = [
  'none',
  'ambulant',
  'day-and-evening',
  'round-the-clock',
] as const satisfies readonly Staffing[];

/** Whether `value` is a level. */
export function isLevel(value: number): value is Level {
  return Number.isInteger(value) && value >= 1 && value <= 5;
}

/** A step of one ladder. */
export interface Step {
  readonly track: Track;
  readonly level: Level;
}

/** All ten steps, welfare first, each from the lowest level. */
export const STEPS: readonly Step[] = TRACKS.flatMap((track) => LEVELS.map((level) => ({ track, level })));

/** Whether `offered` is at least as much staffing as `needed`. */
export function isStaffedEnough(offered: Staffing, needed: Staffing): boolean {
  return STAFFINGS.indexOf(offered) >= STAFFINGS.indexOf(needed);
}
