import { daysBetween, type PlainDateString, plainDate } from '@boligtrapp/domain';
import { hash32 } from './random.ts';

const MS_PER_DAY = 86_400_000;
const EPOCH = plainDate('1970-01-01');
/** Ids of municipalities do not depend on seed or date, so that a second seeding finds the first. */
const MUNICIPALITY_EPOCH = plainDate('2026-01-01');

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** A UUID of version 7: 48 bits of time in ms, then 74 bits that `key` decides. */
function uuidOf(timeMs: number, key: string): string {
  const time = hex(timeMs, 12);
  const third = hex(0x7000 | (hash32(key, 'a') & 0x0fff), 4);
  const fourth = hex(0x8000 | (hash32(key, 'b') & 0x3fff), 4);
  const fifth = hex(hash32(key, 'c'), 8) + hex(hash32(key, 'd') & 0xffff, 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-${third}-${fourth}-${fifth}`;
}

/** The id of demo municipality `index`, whatever the seed and the date. */
export function demoMunicipalityId(index: number): string {
  return uuidOf(daysBetween(EPOCH, MUNICIPALITY_EPOCH) * MS_PER_DAY + index, `municipality/${index}`);
}

/**
 * Ids in rising order, the first at the start of the day before `on`: what the product adds later sorts after them.
 * Unique within a municipality by their time part.
 */
export function createDemoIds(seed: number, index: number, on: PlainDateString): () => string {
  const startMs = (daysBetween(EPOCH, on) - 1) * MS_PER_DAY;
  let count = 0;
  return () => {
    count += 1;
    return uuidOf(startMs + count, `${seed}/${index}/${count}`);
  };
}

/** Ids of what happened at an instant in ms, in rising order and never the same twice; see {@link createDemoIds}. */
export function createPastIds(seed: number, index: number): (ms: number) => string {
  let count = 0;
  let last = 0;
  return (ms) => {
    count += 1;
    last = Math.max(ms, last + 1);
    return uuidOf(last, `${seed}/${index}/past/${count}`);
  };
}
