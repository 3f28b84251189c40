import { type Statement, state } from '@boligtrapp/domain';
import type { PriceList, UnservedProof } from '@boligtrapp/matching';
import type { RoundEndings } from './round-endings.ts';

/** What a price list of a proof asks: points for a place's unit of load, or for a dwelling. */
export interface Price {
  readonly id: string;
  readonly name: string;
  readonly points: number;
}

/** One price list of a proof (docs/engine.md §4): those before pay at least their cheapest place, and what is left is too little. */
export interface PriceListView {
  /** For each unit of load in a place. */
  readonly places: readonly Price[];
  readonly dwellings: readonly Price[];
}

/** Why a household could not be served: the proof in words, and the figures to add up again. */
export interface CertificateView {
  readonly kind: 'nothing-fits' | UnservedProof['kind'];
  readonly statement: Statement;
  readonly prices: readonly PriceListView[];
}

/**
 * The proof of a household that was not served.
 *
 * @param considered dwellings that were judged for it, its own home not counted
 */
export function certificateOf(
  endings: RoundEndings,
  householdId: string,
  { considered, fitting }: { readonly considered: number; readonly fitting: number },
): CertificateView {
  const { certificate } = endings.solution;
  const proof = certificate.servedSet.unserved.find(({ household }) => household === householdId)?.proof;
  if (fitting === 0) return bare('nothing-fits', state('certificate.nothing-fits', { count: considered }));
  if (proof === undefined) return bare('unproven', state('certificate.unproven', { count: 0 }));
  switch (proof.kind) {
    case 'exhausted-search':
      return bare(proof.kind, state('certificate.exhausted-search', { count: proof.nodes }));
    case 'unproven':
      return bare(proof.kind, state('certificate.unproven', { count: proof.nodes }));
    case 'hall-set': {
      const prices = proof.prices.flatMap((index) => pricesOf(endings, certificate.prices[index]));
      const dwellings = [...new Set(prices.flatMap((list) => list.dwellings.map(({ name }) => name)))];
      const statement = state('certificate.hall-set', { count: dwellings.length, dwellings });
      return { kind: proof.kind, statement, prices };
    }
    case 'resource': {
      const prices = pricesOf(endings, certificate.prices[proof.prices]);
      const places = prices.flatMap((list) => list.places.map(({ name }) => name));
      const { room, bound } = proof;
      return { kind: proof.kind, statement: state('certificate.resource', { places, room, bound }), prices };
    }
  }
}

function bare(kind: CertificateView['kind'], statement: Statement): CertificateView {
  return { kind, statement, prices: [] };
}

function pricesOf(
  { context, dwellings }: RoundEndings,
  list: PriceList | undefined,
): readonly [PriceListView] | readonly [] {
  if (list === undefined) return [];
  const toPrices = (
    prices: Readonly<Record<string, number>>,
    nameOf: (id: string) => string | undefined,
  ): readonly Price[] =>
    Object.entries(prices).map(([id, points]) => ({ id, name: nameOf(id) ?? id, points }));
  return [
    {
      places: toPrices(list.resources, (id) => context.places.byId.get(id)?.name),
      dwellings: toPrices(list.dwellings, (id) => dwellings.get(id)?.reference),
    },
  ];
}
