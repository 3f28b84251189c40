import type { PriceList } from '../solution.ts';
import type { Report } from './deviation.ts';
import type { Facts } from './facts.ts';
import type { NumberedJointLimit } from './joint-limits.ts';

/** Priced things in the numbers of the facts: `prices[i]` is the price of `ids[i]`. */
export interface Priced {
  readonly ids: Int32Array;
  readonly prices: Float64Array;
}

/** A price list in the numbers of the facts. */
export interface NumberedPrices {
  /** Place in `certificate.prices`. */
  readonly index: number;
  readonly dwellings: Priced;
  readonly resources: Priced;
  readonly classes: Priced;
  /** Joint limits with the price of a unit. */
  readonly joint: readonly { readonly limit: NumberedJointLimit; readonly price: number }[];
  readonly misfit: number;
  readonly excess: number;
  readonly score: number;
  /** Whether only dwellings have a price. */
  readonly isOfDwellings: boolean;
}

/** The lists of a certificate, and its joint limits: those that hold. */
export interface PricesToRead {
  readonly lists: readonly PriceList[];
  readonly limits: readonly (NumberedJointLimit | undefined)[];
}

/** Reads the price lists; ids that do not exist are reported and cost nothing. */
export function numberPrices(
  facts: Facts,
  { lists, limits }: PricesToRead,
  report: Report,
): readonly NumberedPrices[] {
  const classAt = new Map(facts.classes.map((rankClass, place) => [String(rankClass), place]));
  return lists.map((list, index) => {
    const path = `/certificate/prices/${index}`;
    const read = (name: 'dwellings' | 'resources' | 'classes', known: ReadonlyMap<string, number>): Priced =>
      readPriced(list[name], known, (id) => {
        report(`${path}/${name}`, 'unknown-id', `${id} is not in the problem.`);
      });
    const dwellings = read('dwellings', facts.dwellingAt);
    const resources = read('resources', facts.resourceAt);
    const classes = read('classes', classAt);
    const { misfit, excess, score } = list;
    const joint = Object.entries(list.joint ?? {}).flatMap(([place, price]) => {
      const limit = limits[Number(place)];
      if (limit !== undefined) return [{ limit, price }];
      report(`${path}/joint`, 'unknown-id', `There is no joint limit ${place} that holds.`);
      return [];
    });
    const others = resources.ids.length + classes.ids.length + joint.length;
    const isOfDwellings = others === 0 && misfit === 0 && excess === 0 && score === 0;
    return { index, dwellings, resources, classes, joint, misfit, excess, score, isOfDwellings };
  });
}

function readPriced(
  figures: Readonly<Record<string, number>>,
  known: ReadonlyMap<string, number>,
  reportUnknown: (id: string) => void,
): Priced {
  const ids: number[] = [];
  const prices: number[] = [];
  for (const [id, price] of Object.entries(figures)) {
    const place = known.get(id);
    if (place === undefined) reportUnknown(id);
    else {
      ids.push(place);
      prices.push(price);
    }
  }
  return { ids: Int32Array.from(ids), prices: Float64Array.from(prices) };
}
