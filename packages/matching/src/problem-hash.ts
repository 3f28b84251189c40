import { createHash } from 'node:crypto';
import { toCanonicalJson } from './canonical-json.ts';
import { compareIds, type Problem, type ProblemApart, type ProblemPair } from './problem.ts';

const CHUNK_CHARS = 1 << 16;

/**
 * The same problem with every array in its one order: households, dwellings and resources by id, pairs by
 * household and dwelling, the two of an apart pair and all lists of ids by id.
 */
export function normalizeProblem(problem: Problem): Problem {
  return {
    format: problem.format,
    servedRule: problem.servedRule,
    households: problem.households.toSorted(byId),
    dwellings: problem.dwellings.toSorted(byId),
    pairs: sortPairs(problem.pairs),
    resources: problem.resources
      .toSorted(byId)
      .map((resource) => ({ ...resource, dwellings: resource.dwellings.toSorted(compareIds) })),
    apart: problem.apart.map(sortApart).toSorted(compareApart),
  };
}

/**
 * SHA-256 (hex) of the canonical JSON of the normalized problem: it does not depend on the order of the input
 * arrays. The text is hashed piece by piece, since that of a national problem is hundreds of megabytes.
 */
export function hashProblem(problem: Problem): string {
  const hash = createHash('sha256');
  let chunk = '';
  for (const piece of canonicalPieces(normalizeProblem(problem))) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARS) continue;
    hash.update(chunk, 'utf8');
    chunk = '';
  }
  return hash.update(chunk, 'utf8').digest('hex');
}

/** The canonical JSON of a problem in pieces, in the order of its arrays: joined, it is `toCanonicalJson(problem)`. */
export function* canonicalPieces(problem: Problem): Generator<string, void> {
  yield '{"apart":';
  yield* arrayPieces(problem.apart, toCanonicalJson);
  yield ',"dwellings":';
  yield* arrayPieces(problem.dwellings, toCanonicalJson);
  yield `,"format":${toCanonicalJson(problem.format)},"households":`;
  yield* arrayPieces(problem.households, toCanonicalJson);
  yield ',"pairs":';
  yield* arrayPieces(problem.pairs, pairText);
  yield ',"resources":';
  yield* arrayPieces(problem.resources, toCanonicalJson);
  yield `,"servedRule":${toCanonicalJson(problem.servedRule)}}`;
}

function* arrayPieces<T>(items: readonly T[], toText: (item: T) => string): Generator<string, void> {
  let before = '[';
  for (const item of items) {
    yield before + toText(item);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

/** Written out because it runs millions of times; the keys are in canonical order. */
function pairText(pair: ProblemPair): string {
  const dwelling = JSON.stringify(pair.dwelling);
  const household = JSON.stringify(pair.household);
  return `{"dwelling":${dwelling},"household":${household},"misfit":${pair.misfit},"score":${pair.score}}`;
}

/** Groups by household first: sorting millions of pairs in one piece takes several times as long. */
function sortPairs(pairs: readonly ProblemPair[]): ProblemPair[] {
  const groups = new Map<string, ProblemPair[]>();
  for (const pair of pairs) {
    const group = groups.get(pair.household);
    if (group === undefined) groups.set(pair.household, [pair]);
    else group.push(pair);
  }
  const sorted: ProblemPair[] = [];
  for (const household of [...groups.keys()].toSorted(compareIds)) {
    const group = groups.get(household) ?? [];
    group.sort((a, b) => compareIds(a.dwelling, b.dwelling));
    for (const pair of group) sorted.push(pair);
  }
  return sorted;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareIds(a.id, b.id);
}

function sortApart(apart: ProblemApart): ProblemApart {
  const inOrder = compareIds(apart.a, apart.b) <= 0;
  return {
    a: inOrder ? apart.a : apart.b,
    b: inOrder ? apart.b : apart.a,
    resources: apart.resources.toSorted(compareIds),
  };
}

function compareApart(x: ProblemApart, y: ProblemApart): number {
  return (
    compareIds(x.a, y.a) ||
    compareIds(x.b, y.b) ||
    compareIds(JSON.stringify(x.resources), JSON.stringify(y.resources))
  );
}
