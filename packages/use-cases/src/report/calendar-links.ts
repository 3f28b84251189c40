import { createHash } from 'node:crypto';
import {
  type CalendarLinkRow,
  countCalendarLinks,
  type Db,
  findCalendarLinkByToken,
  insertCalendarLink,
  inTenant,
  listCalendarLinks,
  lockCalendarLink,
  readLastWord,
  revokeCalendarLink,
} from '@boligtrapp/database';
import {
  addYearsClamped,
  CALENDAR_LINK_TRANSITIONS,
  type CalendarLinkAction,
  type CalendarLinkState,
  isStillInRole,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { PERMISSIONS, ROLES } from '../actor/permissions.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource, TokenSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import { type DeadlineDays, readDeadlineDays } from './read-rotation-report.ts';

/** What calendar links work with. */
export interface CalendarLinkDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly tokens: TokenSource;
}

/** A calendar link as its owner sees it. */
export type CalendarLinkView = Pick<
  CalendarLinkRow,
  'id' | 'state' | 'validThrough' | 'createdAt' | 'revokedAt'
>;

/** A link that was made; the token is null in the answer to a retry, since it is stored nowhere. */
export interface MadeCalendarLink extends CalendarLinkView {
  readonly token: string | null;
}

/** Makes an address of its own for the calendar of the actor; it is answered for one year. */
export async function makeCalendarLink(
  deps: CalendarLinkDeps,
  actor: Actor,
  request: IdempotencyRequest,
): Promise<MadeCalendarLink> {
  authorise(actor, 'reports.write');
  let token: string | null = null;
  const link = await runOnce(deps.db, actor, request, async (tx) => {
    token = toToken(actor.municipalityId, deps.tokens.secret());
    const row = await insertCalendarLink(tx, actor.municipalityId, {
      id: deps.ids.next(),
      owner: actor.id,
      ownerRole: actor.role,
      tokenHash: hashOf(token),
      validThrough: addYearsClamped(deps.clock.today(), 1),
    });
    await appendAuditEvent(tx, actor, {
      action: 'calendar-link.made',
      objectKind: 'calendar-link',
      objectId: row.id,
      after: { validThrough: row.validThrough },
    });
    return toView(row);
  });
  return { ...link, token };
}

/**
 * Ends a link of the actor: from now on its address is not found.
 *
 * @throws {NotFoundError} `calendar-link.not-found` @throws {ConflictError} `record.transition-refused`
 */
export async function endCalendarLink(
  deps: CalendarLinkDeps,
  actor: Actor,
  command: { readonly calendarLinkId: string },
  request: IdempotencyRequest,
): Promise<CalendarLinkView> {
  authorise(actor, 'reports.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const link = await lockCalendarLink(tx, actor.id, command.calendarLinkId);
    if (link === undefined) throw new NotFoundError('calendar-link.not-found');
    const state = transition<CalendarLinkState, CalendarLinkAction>(
      CALENDAR_LINK_TRANSITIONS,
      link.state,
      'revoke',
    );
    const row = await revokeCalendarLink(tx, link.id, { state, revokedBy: actor.id });
    await appendAuditEvent(tx, actor, {
      action: 'calendar-link.revoked',
      objectKind: 'calendar-link',
      objectId: link.id,
      before: { state: link.state },
      after: { state },
    });
    return toView(row);
  });
}

/** A page of the actor's own links. */
export interface CalendarLinkPage {
  readonly items: readonly CalendarLinkView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** The actor's own links, the newest first, after `afterId` (exclusive). */
export async function listOwnCalendarLinks(
  deps: { readonly db: Db },
  actor: Actor,
  { afterId, limit }: { readonly afterId: string | undefined; readonly limit: number },
): Promise<CalendarLinkPage> {
  authorise(actor, 'reports.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await listCalendarLinks(tx, actor.id, { afterId, limit: limit + 1 });
    return {
      items: rows.slice(0, limit).map(toView),
      isLast: rows.length <= limit,
      totalCount: await countCalendarLinks(tx, actor.id),
    };
  });
}

/** What a calendar program reads under an address. */
export interface CalendarFeed {
  /** Null where no night has been made yet. */
  readonly deadlines: DeadlineDays | null;
  /** Last day on which the address is answered. */
  readonly validThrough: CalendarLinkRow['validThrough'];
}

/**
 * The days that matter, for whoever knows the token: how many findings of which kind, and nothing about whom. Cases
 * from which the owner is recused are not counted.
 *
 * @throws {NotFoundError} `calendar-link.not-found`, the same for an unknown, revoked or expired one, where the
 * owner's role may not read reports, and where no identity provider has vouched for owner and role lately.
 */
export async function readCalendarFeed(
  deps: Pick<CalendarLinkDeps, 'db' | 'clock'>,
  token: string,
): Promise<CalendarFeed> {
  const municipalityId = municipalityOf(token);
  if (municipalityId === undefined) throw new NotFoundError('calendar-link.not-found');
  return await inTenant(deps.db, { municipalityId, actorId: 'calendar-feed' }, async (tx) => {
    const link = await findCalendarLinkByToken(tx, hashOf(token));
    const role = ROLES.find((known) => known === link?.ownerRole);
    const isAnswered = link?.state === 'active' && deps.clock.today() <= link.validThrough;
    if (!isAnswered || role === undefined || !PERMISSIONS[role].has('reports.read')) {
      throw new NotFoundError('calendar-link.not-found');
    }
    const lastWord = await readLastWord(tx, link.owner);
    if (!isStillInRole(lastWord, link.ownerRole, deps.clock.now())) {
      throw new NotFoundError('calendar-link.not-found');
    }
    const deadlines = await readDeadlineDays(tx, { id: link.owner });
    return { deadlines: deadlines ?? null, validThrough: link.validThrough };
  });
}

function toView({ id, state, validThrough, createdAt, revokedAt }: CalendarLinkRow): CalendarLinkView {
  return { id, state, validThrough, createdAt, revokedAt };
}

const UUID_OF_TOKEN = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})[0-9a-f]{64}$/;

/** The municipality stands in the token: without it the row would have to be looked for in all of them. */
function toToken(municipalityId: string, secret: string): string {
  return municipalityId.replaceAll('-', '') + secret;
}

function municipalityOf(token: string): string | undefined {
  return UUID_OF_TOKEN.exec(token)?.slice(1).join('-');
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
