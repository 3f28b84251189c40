import type {
  Problem,
  ProblemApart,
  ProblemHousehold,
  ProblemPair,
  ProblemResource,
} from '../src/problem.ts';

/** A problem in short: households by rank, `h1: ['d1', 'd2:1:40']` where a pair is dwelling, misfit and score. */
export interface ShortProblem {
  readonly pairs: Readonly<Record<string, readonly string[]>>;
  readonly dwellings?: readonly string[];
  /** Dwelling of a mover today. */
  readonly current?: Readonly<Record<string, string>>;
  /** 1 where nothing is said. */
  readonly loads?: Readonly<Record<string, number>>;
  readonly classes?: Readonly<Record<string, number>>;
  readonly resources?: readonly ProblemResource[];
  readonly apart?: readonly ProblemApart[];
  readonly servedRule?: Problem['servedRule'];
}

/** Writes a short problem out. */
export function aProblem(short: ShortProblem): Problem {
  const pairs = Object.entries(short.pairs).flatMap(([household, targets]) =>
    targets.map((target): ProblemPair => {
      const [dwelling = '', misfit = '0', score = '0'] = target.split(':');
      return { household, dwelling, misfit: Number(misfit), score: Number(score) };
    }),
  );
  const held = Object.values(short.current ?? {});
  const dwellings = short.dwellings ?? [...new Set([...pairs.map(({ dwelling }) => dwelling), ...held])];
  return {
    format: 'boligtrapp-problem/1',
    servedRule: short.servedRule ?? 'strict-rank',
    households: Object.keys(short.pairs).map(
      (id, place): ProblemHousehold => ({
        id,
        rank: place + 1,
        class: short.classes?.[id] ?? 1,
        load: short.loads?.[id] ?? 1,
        current: short.current?.[id] ?? null,
      }),
    ),
    dwellings: dwellings.map((id) => ({ id })),
    pairs,
    resources: short.resources ?? [],
    apart: short.apart ?? [],
  };
}
