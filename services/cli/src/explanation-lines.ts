import type {
  HouseholdExplanation,
  NearestChange,
  PairReason,
  PriceList,
  ProblemChange,
  UnservedProof,
} from '@boligtrapp/matching';
import { alignColumns, printable } from './output.ts';

/** An explanation as lines for people. */
export function explanationLines(explanation: HouseholdExplanation): readonly string[] {
  const { household, rank, dwelling, isServed, proof, prices, pairs, nearestChange } = explanation;
  const ending = dwelling === null ? 'gets no dwelling' : `${isServed ? 'gets' : 'stays in'} ${dwelling}`;
  return [
    `${household}, rank ${rank}: ${ending}`,
    ...(proof === null ? [] : ['', ...proofLines(proof, prices)]),
    ...(pairs.length === 0 ? [] : ['', 'Dwellings that fit it:']),
    ...alignColumns(pairs.map((pair) => ['', pair.dwelling, reasonText(pair.reason)])),
    ...(nearestChange === null ? [] : ['', `Nearest change: ${changeText(nearestChange)}`]),
  ].map((line) => printable(line));
}

function proofLines(proof: UnservedProof, prices: readonly PriceList[]): readonly string[] {
  switch (proof.kind) {
    case 'hall-set':
      if (prices.length === 0) return ['No dwelling fits it.'];
      return [
        'Every dwelling that fits it is needed by those decided before it: there are as many of them as of',
        `the dwellings ${namesOf(prices.map(({ dwellings }) => dwellings))}, and they fit nowhere else.`,
      ];
    case 'resource':
      return [
        `What is full cannot take it. Counting ${costText(prices)}`,
        `those decided before leave at most ${proof.room}, and it needs at least ${proof.bound}.`,
      ];
    case 'exhausted-search':
      return [`A complete search found no way to house it with all before it (${proof.nodes} cases).`];
    case 'unproven':
      return ['The search was given up: it is not shown that it could not be served.'];
  }
}

function namesOf(records: readonly Readonly<Record<string, number>>[]): string {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].join(', ');
}

function costText(prices: readonly PriceList[]): string {
  return prices
    .flatMap(({ dwellings, resources }) => [
      ...Object.entries(resources).map(([id, price]) => `${price} for each unit of ${id}`),
      ...Object.entries(dwellings).map(([id, price]) => `${price} for ${id}`),
    ])
    .map((text) => `${text},`)
    .join(' ');
}

function reasonText(reason: PairReason): string {
  switch (reason.kind) {
    case 'placed-here':
      return 'placed here';
    case 'stays-here':
      return 'lives here and stays';
    case 'no-pair':
      return 'a rule excludes it';
    case 'taken':
      return `taken by ${reason.holder}`;
    case 'would-overfill':
      return `would overfill ${reason.resource}: use ${reason.use}, limit ${reason.limit}`;
    case 'kept-apart':
      return 'not possible beside another placement';
    case 'whole-is-better': {
      const { lost, by } = reason;
      if (lost.length > 0) return `fits, but then not served: ${lost.join(', ')}`;
      return `fits, but the whole is better otherwise: misfit ${signed(by.misfit)}, excess ${signed(by.excess)}, score ${signed(by.score)} with it`;
    }
  }
}

function signed(figure: number): string {
  return figure > 0 ? `+${figure}` : String(figure);
}

function changeText(nearest: NearestChange): string {
  if (nearest.kind === 'none-found') return `none among the ${nearest.tried} that were tried`;
  return nearest.changes.map(oneChangeText).join(' and ');
}

function oneChangeText(change: ProblemChange): string {
  switch (change.kind) {
    case 'headroom':
      return `${change.by} more of ${change.resource}`;
    case 'dwelling':
      return `one more dwelling like ${change.like}`;
    case 'forbid':
      return `${change.household} not in ${change.dwelling}`;
    case 'lock':
      return `${change.household} in ${change.dwelling}`;
  }
}
