import { DEFAULT_POLICY, type Level, loadWeight, type Programme, type Track } from '@boligtrapp/domain';
import type { BuildingForm } from './place-rows.ts';
import type { Random } from './random.ts';

/** A building that is to stand somewhere. */
export interface PlannedBuilding {
  readonly form: BuildingForm;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly units: number;
  /** Load points when every unit is let, by the default policy. */
  readonly load: number;
}

type Kind = Omit<PlannedBuilding, 'units' | 'load'>;

function ladder(form: BuildingForm, track: Track, level: Level): Kind {
  return { form, track, level, programme: 'ladder' };
}

/** Cuts `total` units into buildings of `min` to `max`; what is left at the end goes into the last ones. */
function cut(random: Random, total: number, min: number, max: number): number[] {
  const sizes: number[] = [];
  let left = total;
  while (left >= 2 * min) {
    const size = Math.min(random.int(min, max), left - min);
    sizes.push(size);
    left -= size;
  }
  return [...sizes, left];
}

/**
 * The whole stock as buildings of the right forms: welfare 620, 280, 84, 56 and 30 units, care 34, 30, 28, 24 and 14,
 * Housing First 16, a youth house of 12.
 */
export function planStock(random: Random): PlannedBuilding[] {
  const plans: readonly (readonly [Kind, readonly number[]])[] = [
    [ladder('complex', 'welfare', 1), [...cut(random, 224, 22, 36), ...cut(random, 240, 10, 18)]],
    [ladder('small-complex', 'welfare', 1), cut(random, 156, 4, 8)],
    [ladder('small-complex', 'welfare', 2), cut(random, 190, 2, 6)],
    [ladder('single', 'welfare', 2), Array.from({ length: 90 }, () => 1)],
    [ladder('modulhus-site', 'welfare', 3), Array.from({ length: 21 }, () => 4)],
    [ladder('firemannsbolig', 'welfare', 4), Array.from({ length: 14 }, () => 4)],
    [ladder('tun', 'welfare', 5), Array.from({ length: 5 }, () => 6)],
    [ladder('care-free-standing', 'care', 1), cut(random, 34, 1, 2)],
    [ladder('care-co-located', 'care', 2), Array.from({ length: 5 }, () => 6)],
    [ladder('care-staffed', 'care', 3), Array.from({ length: 4 }, () => 7)],
    [ladder('care-staffed', 'care', 4), Array.from({ length: 4 }, () => 6)],
    [ladder('care-special-unit', 'care', 5), [7, 7]],
    [
      { form: 'scattered', track: 'welfare', level: 2, programme: 'housing-first' },
      Array.from({ length: 16 }, () => 1),
    ],
    [{ form: 'youth-house', track: 'welfare', level: 1, programme: 'youth' }, [12]],
  ];
  return plans.flatMap(([kind, sizes]) =>
    sizes.map((units) => ({
      ...kind,
      units,
      load: units * loadWeight(DEFAULT_POLICY, kind.track, kind.level),
    })),
  );
}
