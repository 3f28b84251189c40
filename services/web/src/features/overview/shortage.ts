import type { Schemas } from '@boligtrapp/client';

type Step = Pick<Schemas['LadderStep'], 'track' | 'level' | 'vacant' | 'queue'>;
type Vacancy = Pick<Schemas['ForecastVacancy'], 'track' | 'level' | 'programme'>;

/** Whether a vacancy of the forecast belongs to a step of the ladder; programmes have dwellings of their own. */
function isOf(step: Step): (vacancy: Vacancy) => boolean {
  return ({ track, level, programme }) =>
    programme === 'ladder' && track === step.track && level === step.level;
}

/** The vacancies that are still to come: what is vacant today counts as vacant already, whatever the forecast says of it. */
export function vacanciesToCome<Known extends Pick<Schemas['ForecastVacancy'], 'dwellingId'>>(
  vacancies: readonly Known[],
  vacantIds: ReadonlySet<string>,
): readonly Known[] {
  return vacancies.filter(({ dwellingId }) => !vacantIds.has(dwellingId));
}

/** Dwellings of a step that are expected within the time of the forecast. */
export function expectedOf(step: Step, vacancies: readonly Vacancy[]): number {
  return vacancies.filter(isOf(step)).length;
}

/**
 * Underdekning: those who wait for a step beyond the dwellings that are vacant and those that are expected; 0 where
 * there are enough.
 */
export function shortageOf(step: Step, vacancies: readonly Vacancy[]): number {
  return Math.max(0, step.queue - step.vacant - expectedOf(step, vacancies));
}
