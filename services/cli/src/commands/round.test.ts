import { expect, it } from 'vitest';
import { replayLines } from './round.ts';

const same = (hash: string) => ({ stored: hash, recomputed: hash });
const REPLAY = {
  roundId: '00000000-0000-7000-8000-000000000001',
  engineVersion: 'engine/1',
  replayedBy: 'engine/1',
  isReproduced: true,
  facts: same('aa'),
  problem: same('bb'),
  solution: same('cc'),
};

it('a replay that comes out the same says so, with the hashes', () => {
  expect(replayLines(REPLAY)).toEqual([
    'facts    aa same',
    'problem  bb same',
    'solution cc same',
    'Reproduced, engine engine/1.',
  ]);
});

it('another one says what differs, and which engines made and replayed it', () => {
  const other = {
    ...REPLAY,
    replayedBy: 'engine/2',
    isReproduced: false,
    solution: { stored: 'cc', recomputed: 'dd' },
  };
  expect(replayLines(other).slice(2)).toEqual([
    'solution cc differs: dd now',
    'Not reproduced, engine engine/1, replayed by engine/2.',
  ]);
});
