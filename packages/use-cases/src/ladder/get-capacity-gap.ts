import {
  type Db,
  findPolicyInForce,
  inTenant,
  type LadderDwellingRow,
  type NeedRow,
  readLadderDwellings,
  readLadderNeeds,
  type Tx,
} from '@boligtrapp/database';
import {
  addMonthsClamped,
  capacityGap,
  DEFAULT_POLICY,
  type GapCell,
  type GapDwelling,
  type GapPlace,
  isInCell,
  type PlainDateString,
  requiredNeighbourhood,
  type ToldGapTable,
  type Track,
  tellGap,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { readForecast } from '../forecast/read-forecast.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What the gap is read with; ids are for the access log. */
export interface CapacityGapDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The gap of today, with what is expected within the horizon. */
export interface CapacityGap {
  readonly on: PlainDateString;
  /** Last day (inclusive) of what is expected. */
  readonly until: PlainDateString;
  readonly cells: readonly GapCell[];
  /** The neighbourhoods in which the ladder has dwellings. */
  readonly areas: readonly { readonly id: string; readonly name: string }[];
}

/**
 * What is needed and what there is, by step, bedrooms and neighbourhood, of the ladder without its programmes. Cases that
 * do not exist for the actor do not count. Figures only: nobody is read about.
 */
export async function getCapacityGap(
  deps: Pick<CapacityGapDeps, 'db' | 'clock'>,
  actor: Actor,
  months: number,
): Promise<CapacityGap> {
  authorise(actor, 'queue.read');
  const on = deps.clock.today();
  const until = addMonthsClamped(on, months);
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { needs, dwellings, stock } = await readBothSides(tx, actor, { on, until });
    const names = new Map(stock.map((row) => [row.neighbourhoodId, row.neighbourhoodName]));
    const areas = [...names].map(([id, name]) => ({ id, name }));
    return {
      on,
      until,
      cells: capacityGap(needs, dwellings),
      areas: areas.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    };
  });
}

/** Which part of the gap is to be had as a file. */
export interface GapFileChoice {
  readonly months: number;
  readonly track: Track;
  /** The whole municipality where nothing is said. */
  readonly neighbourhoodId?: string | undefined;
}

/** The gap of one ladder for a file. */
export interface GapFile extends Pick<CapacityGap, 'on' | 'until'> {
  readonly municipality: { readonly name: string; readonly kommunenummer: string };
  readonly track: Track;
  /** Name of the neighbourhood; null for all of them, and for one in which the ladder has nothing. */
  readonly area: string | null;
  readonly table: ToldGapTable;
}

/** The gap of one ladder as a file may tell it: few households are told as few. */
export async function readGapFile(
  deps: Pick<CapacityGapDeps, 'db' | 'clock'>,
  actor: Actor,
  { months, track, neighbourhoodId }: GapFileChoice,
): Promise<GapFile> {
  const { on, until, cells, areas } = await getCapacityGap(deps, actor, months);
  const municipality = await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) =>
      await tx.selectFrom('municipalities').select(['name', 'kommunenummer']).executeTakeFirstOrThrow(),
  );
  const chosen = cells.filter(
    (cell) =>
      cell.track === track && (neighbourhoodId === undefined || cell.neighbourhoodId === neighbourhoodId),
  );
  const area = areas.find(({ id }) => id === neighbourhoodId)?.name ?? null;
  return { municipality, on, until, track, area, table: tellGap(chosen) };
}

/** Which cell, within which horizon. */
export interface ReadGapCell extends Omit<GapPlace, 'neighbourhoodId'> {
  /** Null for who may live in more than one; the whole municipality where nothing is said. */
  readonly neighbourhoodId?: string | null | undefined;
  readonly months: number;
}

/** Who and what is behind a cell: as many as it counts. */
export interface GapCellView {
  readonly households: readonly Pick<NeedRow, 'householdId' | 'householdReference'>[];
  readonly dwellings: readonly (Pick<LadderDwellingRow, 'dwellingId' | 'reference'> & {
    readonly isVacantToday: boolean;
  })[];
}

/** The households and the dwellings that one cell counts; the households are logged as read. */
export async function readGapCell(
  deps: CapacityGapDeps,
  actor: Actor,
  { months, ...asked }: ReadGapCell,
): Promise<GapCellView> {
  authorise(actor, 'queue.read');
  const on = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const sides = await readBothSides(tx, actor, { on, until: addMonthsClamped(on, months) });
    const households = sides.needs.filter((need) => isAsked(need, asked));
    await logAccess(tx, deps, actor, {
      operation: 'read-gap-cell',
      householdIds: households.map(({ householdId }) => householdId),
    });
    return {
      households: households.map(({ householdId, householdReference }) => ({
        householdId,
        householdReference,
      })),
      dwellings: sides.dwellings
        .filter((dwelling) => isAsked(dwelling, asked))
        .map(({ dwellingId, reference, isVacantToday }) => ({ dwellingId, reference, isVacantToday })),
    };
  });
}

/** Whether something is of the cell, or of any area where none is named. */
function isAsked(place: GapPlace, { neighbourhoodId, ...step }: Omit<ReadGapCell, 'months'>): boolean {
  const area = neighbourhoodId === undefined ? place.neighbourhoodId : neighbourhoodId;
  return isInCell(place, { ...step, neighbourhoodId: area });
}

interface BothSides {
  readonly needs: readonly (NeedRow & GapPlace)[];
  readonly dwellings: readonly (LadderDwellingRow & GapDwelling)[];
  readonly stock: readonly LadderDwellingRow[];
}

async function readBothSides(
  tx: Tx,
  actor: Actor,
  { on, until }: { readonly on: PlainDateString; readonly until: PlainDateString },
): Promise<BothSides> {
  const policy = (await findPolicyInForce(tx, on))?.content ?? DEFAULT_POLICY;
  const hidden = await hiddenHouseholds(tx, actor);
  const needs = (await readLadderNeeds(tx, on)).filter(({ householdId }) => !hidden.has(householdId));
  const stock = await readLadderDwellings(tx, on);
  const { vacancies } = await readForecast(tx, { on, policy, usedThrough: null, hidden });
  const expected = new Set(
    vacancies.flatMap(({ dwellingId, availableFrom }) => (availableFrom > until ? [] : [dwellingId])),
  );
  return {
    needs: needs.map((need) => ({
      ...need,
      neighbourhoodId: requiredNeighbourhood(need.requiredNeighbourhoodIds),
    })),
    // What is vacant today is no vacancy to come, whatever the forecast says of it.
    dwellings: stock.flatMap((dwelling) =>
      dwelling.isVacant || expected.has(dwelling.dwellingId)
        ? [{ ...dwelling, isVacantToday: dwelling.isVacant }]
        : [],
    ),
    stock,
  };
}
