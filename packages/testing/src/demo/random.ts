/** What a list to draw from may hold: anything but nothing. */
export type Drawable = object | string | number | boolean;

/** Numbers that look random and are the same on every machine. Each method moves the stream on. */
export interface Random {
  /** An integer from `min` to `max`, both inclusive; the range is below 2^20. */
  int(min: number, max: number): number;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  /** One element. @throws {RangeError} on an empty list. */
  pick<T extends Drawable>(list: readonly T[]): T;
  /** One of the keys, each as often as its weight says. @throws {RangeError} when all weights are 0. */
  pickWeighted<T>(entries: readonly (readonly [T, number])[]): T;
  /** The list in another order. */
  shuffle<T extends Drawable>(list: readonly T[]): T[];
}

const TWO_TO_32 = 2 ** 32;

/** Spreads the bits of a 32-bit integer, so that neighbouring inputs give unrelated outputs. */
export function scramble32(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** One 32-bit integer out of texts and integers. */
export function hash32(...parts: readonly (string | number)[]): number {
  let hash = 0x9e3779b9;
  for (const part of parts) {
    const text = `${part}|`;
    for (let at = 0; at < text.length; at += 1) hash = scramble32(hash ^ text.charCodeAt(at)) + at;
  }
  return scramble32(hash);
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** The stream of 32-bit integers named xoshiro128**, by Blackman and Vigna; 32-bit integer arithmetic only. */
function createStream(key: string): () => number {
  let [a, b, c, d] = [hash32(key, 1), hash32(key, 2), hash32(key, 3), hash32(key, 4) | 1];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

/** A stream of its own for each key, so that one part of the demo can change without moving the others. */
export function createRandom(key: string): Random {
  const next = createStream(key);
  const int = (min: number, max: number): number => min + Math.floor((next() * (max - min + 1)) / TWO_TO_32);
  const pick = <T extends Drawable>(list: readonly T[]): T => at(list, int(0, list.length - 1));
  const pickWeighted = <T>(entries: readonly (readonly [T, number])[]): T => {
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    let left = int(1, Math.max(1, total));
    for (const [key, weight] of entries) {
      left -= weight;
      if (left <= 0 && weight > 0) return key;
    }
    throw new RangeError('nothing to pick: all weights are 0');
  };
  const shuffle = <T extends Drawable>(list: readonly T[]): T[] => {
    const shuffled = [...list];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = int(0, last);
      [shuffled[last], shuffled[other]] = [at(shuffled, other), at(shuffled, last)];
    }
    return shuffled;
  };
  return { int, chance: (percent) => int(1, 100) <= percent, pick, pickWeighted, shuffle };
}

/** The element at `index`. @throws {RangeError} when there is none. */
export function at<T extends Drawable>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`no element ${index} of ${list.length}`);
  return element;
}
