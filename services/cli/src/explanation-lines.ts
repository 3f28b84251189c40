import type {
  HouseholdExplanation,
  NearestChange,
  Objective,
  PairReason,
  PriceList,
  ProblemChange,
  UnservedProof,
} from '@boligtrapp/matching';
import { alignColumns, printable } from './output.ts';

/** So many ids are named in one sentence; the others are counted. */
const MAX_NAMED = 12;

/** An explanation as lines for people. */
export function explanationLines(explanation: HouseholdExplanation): readonly string[] {
  const { household, rank, dwelling, isServed, proof, prices, pairs, nearestChange } = explanation;
  const ending = dwelling === null ? 'gets no dwelling' : `${isServed ? 'gets' : 'stays in'} ${dwelling}`;
  return [
    `${household}, rank ${rank}: ${ending}`,
    ...(proof === null ? [] : ['', ...proofLines(proof, prices)]),
    ...(pairs.length === 0 ? [] : ['', 'Dwellings that fit it:']),
    ...alignColumns(pairs.map((pair) => ['', pair.dwelling, reasonText(pair.reason)])),
    ...(nearestChange === null || pairs.length === 0 ? [] : ['', changeText(nearestChange)]),
  ].map((line) => printable(line));
}

function proofLines(proof: UnservedProof, prices: readonly PriceList[]): readonly string[] {
  switch (proof.kind) {
    case 'hall-set':
      if (prices.length === 0) return ['No dwelling fits it.'];
      return [
        'Every dwelling that fits it is needed by households that come before it.',
        `They need all of ${listNames(prices.flatMap(({ dwellings }) => Object.keys(dwellings)))}.`,
      ];
    case 'resource':
      return [
        'There is not enough room left for it, however those who come before it are placed.',
        `Counting ${listNames(prices.flatMap(pointTexts))}, they leave at most ${proof.room} points, and it needs at least ${proof.bound}.`,
      ];
    case 'exhausted-search':
      return [
        'It cannot be housed together with all who come before it: every way to place them was ruled out,',
        proof.nodes === 1 ? 'in one step.' : `in ${proof.nodes} cases.`,
      ];
    case 'unproven':
      return [
        'Not settled: the search was stopped before it could tell whether the household can be served.',
        'Solving again with more --max-nodes may tell.',
      ];
  }
}

function pointTexts({ dwellings, resources }: PriceList): readonly string[] {
  return [
    ...Object.entries(resources).map(([id, price]) => `${pointsText(price)} for each unit of ${id}`),
    ...Object.entries(dwellings).map(([id, price]) => `${pointsText(price)} for dwelling ${id}`),
  ];
}

function pointsText(count: number): string {
  return count === 1 ? '1 point' : `${count} points`;
}

/** `a, b and c`, each once. */
function listNames(names: readonly string[]): string {
  const once = [...new Set(names)];
  if (once.length > MAX_NAMED)
    return `${once.slice(0, MAX_NAMED).join(', ')} and ${once.length - MAX_NAMED} more`;
  const last = once.at(-1) ?? '';
  return once.length < 2 ? last : `${once.slice(0, -1).join(', ')} and ${last}`;
}

function reasonText(reason: PairReason): string {
  switch (reason.kind) {
    case 'placed-here':
      return 'it gets this one';
    case 'stays-here':
      return 'it lives here and stays';
    case 'moves-away':
      return 'it lives here and moves to another one';
    case 'no-pair':
      return 'a rule excludes it';
    case 'taken':
      return `${reason.holder} gets or keeps it`;
    case 'would-overfill':
      return `too much for ${reason.resource}: ${reason.use} with this household, and the limit is ${reason.limit}`;
    case 'kept-apart':
      return 'not possible next to another household';
    case 'whole-is-better':
      return `possible, but ${whyWorse(reason.lost, reason.by)}`;
  }
}

function whyWorse(lost: readonly string[], by: Objective | null): string {
  if (by === null) return `then ${listNames(lost)} would get no other dwelling`;
  const differences = [
    differenceText('misfit', by.misfit),
    differenceText('use above soft levels', by.excess),
    differenceText('score', by.score),
  ].filter((text) => text !== undefined);
  if (differences.length === 0) return 'no better for anyone; of equal placements the first by id is taken';
  return `the whole is better as it is: with it, ${listNames(differences)}`;
}

function differenceText(name: string, by: number): string | undefined {
  if (by === 0) return undefined;
  return `${name} is ${Math.abs(by)} ${by > 0 ? 'higher' : 'lower'}`;
}

function changeText(nearest: NearestChange): string {
  if (nearest.kind === 'none-found')
    return `Nothing small would serve it: tried ${nearest.tried} changes (a higher limit, one more dwelling, or both).`;
  const changes = listNames(nearest.changes.map(oneChangeText));
  return `It would be served with ${changes}. Others may then be placed elsewhere.`;
}

function oneChangeText(change: ProblemChange): string {
  switch (change.kind) {
    case 'headroom':
      return `a limit of ${change.resource} that is ${change.by} higher`;
    case 'dwelling':
      return `one more dwelling like ${change.like}`;
    case 'forbid':
      return `${change.household} not in ${change.dwelling}`;
    case 'lock':
      return `${change.household} in ${change.dwelling}`;
  }
}
