import {
  type Db,
  findKoboLink,
  inTenant,
  type KoboConflictRow,
  type KoboLedgerRow,
  type KoboLinkListRow,
  type KoboQuestionRow,
  listKoboConflictRows,
  listKoboLedgerRows,
  listKoboLinkRows,
  listKoboQuestionRows,
} from '@boligtrapp/database';
import type { KoboConflictState, KoboLinkState, KoboQuestionState } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { type KoboLinkView, toKoboLinkView } from './kobo-link-view.ts';

/** Which page of a list, and what of it. */
export interface ListKobo<State extends string> {
  readonly state?: State | undefined;
  /** Id of the last row of the page before. */
  readonly afterId: string | undefined;
  readonly limit: number;
}

/** A page of a list. */
export interface KoboPageOf<Row> {
  readonly items: readonly Row[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Links by the ids of their dwellings: those in a state, such as `stopped`, or all. */
export async function listKoboLinks(
  { db }: { readonly db: Db },
  actor: Actor,
  query: ListKobo<KoboLinkState>,
): Promise<KoboPageOf<KoboLinkListRow>> {
  authorise(actor, 'kobo.read');
  return await inTenant(db, tenantOf(actor), async (tx) =>
    toPageOf(await listKoboLinkRows(tx, oneMore(query)), query.limit),
  );
}

/** The link of a dwelling. @throws {NotFoundError} `kobo-link.not-found` */
export async function getKoboLink(
  { db }: { readonly db: Db },
  actor: Actor,
  dwellingId: string,
): Promise<KoboLinkView> {
  authorise(actor, 'kobo.read');
  const link = await inTenant(db, tenantOf(actor), async (tx) => await findKoboLink(tx, dwellingId));
  if (link === undefined) throw new NotFoundError('kobo-link.not-found');
  return toKoboLinkView(link);
}

/** What was found to differ of a dwelling, and which way it went, the newest first. @throws {NotFoundError} */
export async function listKoboLedger(
  { db }: { readonly db: Db },
  actor: Actor,
  query: ListKobo<never> & { readonly dwellingId: string },
): Promise<KoboPageOf<KoboLedgerRow>> {
  authorise(actor, 'kobo.read');
  return await inTenant(db, tenantOf(actor), async (tx) => {
    if ((await findKoboLink(tx, query.dwellingId)) === undefined) {
      throw new NotFoundError('kobo-link.not-found');
    }
    return toPageOf(await listKoboLedgerRows(tx, query.dwellingId, oneMore(query)), query.limit);
  });
}

/** What people are or were asked about facts on which we and Kobo differ, the newest first. */
export async function listKoboConflicts(
  { db }: { readonly db: Db },
  actor: Actor,
  query: ListKobo<KoboConflictState>,
): Promise<KoboPageOf<KoboConflictRow>> {
  authorise(actor, 'kobo.read');
  return await inTenant(db, tenantOf(actor), async (tx) =>
    toPageOf(await listKoboConflictRows(tx, oneMore(query)), query.limit),
  );
}

/** Values that nobody has said the meaning of, and those that somebody has, the newest first. */
export async function listKoboQuestions(
  { db }: { readonly db: Db },
  actor: Actor,
  query: ListKobo<KoboQuestionState>,
): Promise<KoboPageOf<KoboQuestionRow>> {
  authorise(actor, 'kobo.read');
  return await inTenant(db, tenantOf(actor), async (tx) =>
    toPageOf(await listKoboQuestionRows(tx, oneMore(query)), query.limit),
  );
}

function oneMore<State extends string>({
  state,
  afterId,
  limit,
}: ListKobo<State>): {
  readonly state: State | undefined;
  readonly afterId: string | undefined;
  readonly limit: number;
} {
  return { state, afterId, limit: limit + 1 };
}

function toPageOf<Row>(
  { rows, totalCount }: { readonly rows: readonly Row[]; readonly totalCount: number },
  limit: number,
): KoboPageOf<Row> {
  return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
}
