import { type Db, inTenant } from '@boligtrapp/database';
import type { PlaceKind } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { Clock } from '../ports/ports.ts';
import { type PlaceLoadView, readPlaceLoads } from './place-load-view.ts';

/** What {@link listPlaces} needs. */
export interface ListPlacesDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Which page of which places. */
export interface ListPlaces {
  readonly kind?: PlaceKind | undefined;
  /** The district of neighbourhoods, or the neighbourhood of buildings. */
  readonly parentId?: string | undefined;
  /** Whether the review of the status or of the own cap is overdue. */
  readonly overdue?: boolean | undefined;
  /** The last place of the page before. */
  readonly after?: PlaceKey | undefined;
  readonly limit: number;
}

/** What places are sorted by: districts, then neighbourhoods, then buildings; each by name. */
export interface PlaceKey {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly id: string;
}

/** A page; `totalCount` counts what the filter lets through, on all pages. */
export interface PlacePage {
  readonly items: readonly PlaceLoadView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Places with load, cap and status as they are today. @throws {NotFoundError} `policy-set.none-in-force` */
export async function listPlaces(
  deps: ListPlacesDeps,
  actor: Actor,
  { kind, parentId, overdue, after, limit }: ListPlaces,
): Promise<PlacePage> {
  authorise(actor, 'places.read');
  const places = await inTenant(deps.db, tenantOf(actor), (tx) =>
    readPlaceLoads(tx, actor.municipalityId, deps.clock.today()),
  );
  // The load of one place needs those below it, so all are worked out for any page.
  const matching = places
    .filter((place) => kind === undefined || place.kind === kind)
    .filter((place) => parentId === undefined || place.parentId === parentId)
    .filter((place) => overdue === undefined || place.isReviewOverdue === overdue)
    .toSorted(comparePlaces);
  const rest = after === undefined ? matching : matching.filter((place) => comparePlaces(place, after) > 0);
  return { items: rest.slice(0, limit), isLast: rest.length <= limit, totalCount: matching.length };
}

const KIND_ORDER = ['district', 'neighbourhood', 'building'] as const satisfies readonly PlaceKind[];

// By code point, not by alphabet: the order must be the same on every machine for a cursor to hold.
function comparePlaces(a: PlaceKey, b: PlaceKey): number {
  return (
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    compareText(a.name, b.name) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
