import type { PlainDateString } from '@boligtrapp/domain';
import { createDemoIds, demoMunicipalityId } from './demo-ids.ts';
import { createRandom, type Random } from './random.ts';

/** What every part of the generator works from. */
export interface DemoContext {
  readonly seed: number;
  /** 0 for Fjordvik, 1 for Fjordvik 2, and so on. */
  readonly index: number;
  /** The day the demo is made for: leases, assessments and statuses are spread around it. */
  readonly on: PlainDateString;
  readonly municipalityId: string;
  readonly nextId: () => string;
  /** A stream of its own for one part of the generator. */
  readonly randomFor: (part: string) => Random;
}

/** The context of one demo municipality. */
export function createDemoContext(seed: number, index: number, on: PlainDateString): DemoContext {
  return {
    seed,
    index,
    on,
    municipalityId: demoMunicipalityId(index),
    nextId: createDemoIds(seed, index, on),
    randomFor: (part) => createRandom(`${seed}/${index}/${part}`),
  };
}

/** A half-open period as PostgreSQL writes it; `to: null` has no end. */
export function rangeText(from: PlainDateString, to: PlainDateString | null): string {
  return `[${from},${to ?? ''})`;
}
