import { parseArgs } from 'node:util';
import type { ServedRule } from '@boligtrapp/matching';
import type { ProblemSize } from '@boligtrapp/testing/problem-generator';

/** More or less room in the limits. */
export type Headroom = 'tight' | 'loose';

/** What is measured. */
export interface BenchOptions {
  readonly sizes: readonly ProblemSize[];
  /** Left out: ten for small and city, three for region and national. */
  readonly seeds: number | undefined;
  readonly headrooms: readonly Headroom[];
  readonly rules: readonly ServedRule[];
  readonly withHighs: boolean;
  /** HiGHS on region and national too, where it is not expected to get anywhere. */
  readonly withHighsOnLarge: boolean;
  /** Of each MIP that HiGHS gets. */
  readonly timeLimitSeconds: number;
}

export const USAGE: string = `node bench/matching.ts
  [--sizes small,city,region,national] [--seeds n] [--headroom tight,loose]
  [--rules strict-rank,most-per-class] [--no-highs] [--highs-on-large] [--time-limit seconds]`;

/** @throws {TypeError} when an option is unknown or has no such value. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: 'small,city,region,national' },
      seeds: { type: 'string' },
      headroom: { type: 'string', default: 'tight,loose' },
      rules: { type: 'string', default: 'strict-rank,most-per-class' },
      'no-highs': { type: 'boolean', default: false },
      'highs-on-large': { type: 'boolean', default: false },
      'time-limit': { type: 'string', default: '100' },
    },
  });
  return {
    sizes: readList(values.sizes, ['small', 'city', 'region', 'national']),
    seeds: values.seeds === undefined ? undefined : readNumber(values.seeds),
    headrooms: readList(values.headroom, ['tight', 'loose']),
    rules: readList(values.rules, ['strict-rank', 'most-per-class']),
    withHighs: !values['no-highs'],
    withHighsOnLarge: values['highs-on-large'],
    timeLimitSeconds: readNumber(values['time-limit']),
  };
}

/** The seeds that a size is measured with: 1, 2, 3 and so on. */
export function seedsOf(options: BenchOptions, size: ProblemSize): readonly number[] {
  const usual = size === 'small' || size === 'city' ? 10 : 3;
  return Array.from({ length: options.seeds ?? usual }, (_, index) => index + 1);
}

function readList<T extends string>(text: string, known: readonly T[]): T[] {
  return text.split(',').map((name) => {
    const value = known.find((one) => one === name);
    if (value === undefined) throw new TypeError(`${name} is none of ${known.join(', ')}.`);
    return value;
  });
}

function readNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`${text} is no whole number above 0.`);
  return value;
}
