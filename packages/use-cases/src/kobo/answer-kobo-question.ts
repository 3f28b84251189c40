import {
  answerKoboQuestionRow,
  answerKoboQuestionsOf,
  endKoboValuePairRow,
  insertKoboValuePair,
  inTenant,
  type KoboPairedField,
  type KoboQuestionRow,
  type KoboValuePairRow,
  listKoboValuePairRows,
  lockKoboQuestion,
  type Tx,
  wantAllKoboComparisons,
} from '@boligtrapp/database';
import {
  KOBO_QUESTION_TRANSITIONS,
  type KoboQuestionAction,
  type KoboQuestionState,
} from '@boligtrapp/domain';
import { TRAITS } from '@boligtrapp/kobo';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { enqueueDueKoboSyncs } from './enqueue-kobo.ts';
import type { KoboDeps } from './kobo-deps.ts';

const OUR_WORDS: Readonly<Record<KoboPairedField, readonly string[]>> = {
  disposisjonsform: ['owned', 'leased-in', 'allocation-right'],
  egenskaper: TRAITS,
};

/** A word of ours and Kobo's value for it. */
export interface NewKoboValuePair {
  readonly field: KoboPairedField;
  readonly ours: string;
  readonly kobos: string;
}

/**
 * Says what a value means: pairs it with one of the other side. All dwellings are compared anew.
 *
 * @throws {NotFoundError} `kobo-question.not-found`
 * @throws {ConflictError} `kobo-value-pair.taken`, `record.transition-refused`
 * @throws {RuleRefusedError} `kobo-value-pair.word-unknown`
 */
export async function answerKoboQuestion(
  deps: KoboDeps,
  actor: Actor,
  { questionId, partner }: { readonly questionId: string; readonly partner: string },
  request: IdempotencyRequest,
): Promise<KoboQuestionRow> {
  authorise(actor, 'kobo.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    // The links before the question, as the comparison takes them.
    await compareAnew(tx, deps, actor.municipalityId);
    const question = await lockKoboQuestion(tx, questionId);
    if (question === undefined) throw new NotFoundError('kobo-question.not-found');
    const state = transition<KoboQuestionState, KoboQuestionAction>(
      KOBO_QUESTION_TRANSITIONS,
      question.state,
      'answer',
    );
    const { field, side, value } = question;
    const [ours, kobos] = side === 'ours' ? [value, partner] : [partner, value];
    await enterPair(tx, deps, actor, { field: pairedField(field), ours, kobos });
    return await answerKoboQuestionRow(tx, questionId, { state, by: actor.id });
  });
}

function pairedField(field: string): KoboPairedField {
  return field === 'disposisjonsform' ? field : 'egenskaper';
}

/**
 * Pairs a word of ours with a value of Kobo's before anybody has asked.
 *
 * @throws {ConflictError} `kobo-value-pair.taken` @throws {RuleRefusedError} `kobo-value-pair.word-unknown`
 */
export async function enterKoboValuePair(
  deps: KoboDeps,
  actor: Actor,
  command: NewKoboValuePair,
  request: IdempotencyRequest,
): Promise<NewKoboValuePair & { readonly id: string }> {
  authorise(actor, 'kobo.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    await compareAnew(tx, deps, actor.municipalityId);
    return await enterPair(tx, deps, actor, command);
  });
}

async function enterPair(
  tx: Tx,
  deps: KoboDeps,
  actor: Actor,
  pair: NewKoboValuePair,
): Promise<NewKoboValuePair & { readonly id: string }> {
  const { municipalityId } = actor;
  const { field, ours, kobos } = pair;
  if (!OUR_WORDS[field].includes(ours)) {
    throw new RuleRefusedError('kobo-value-pair.word-unknown', {
      field: 'ours',
      facts: { allowed: OUR_WORDS[field].join(', ') },
    });
  }
  const row = { id: deps.ids.next(), field, ours, kobos };
  if (!(await insertKoboValuePair(tx, municipalityId, { ...row, enteredBy: actor.id }))) {
    throw new ConflictError('kobo-value-pair.taken', { field: 'ours' });
  }
  await answerKoboQuestionsOf(tx, pair, actor.id);
  await appendAuditEvent(tx, actor, {
    action: 'kobo-value-pair.entered',
    objectKind: 'kobo-value-pair',
    objectId: row.id,
    after: { field, ours, kobos },
  });
  return row;
}

/**
 * Ends a pair; values that have no partner then are asked about when they are seen.
 *
 * @throws {NotFoundError} `kobo-value-pair.not-found`
 */
export async function endKoboValuePair(
  deps: KoboDeps,
  actor: Actor,
  { pairId }: { readonly pairId: string },
  request: IdempotencyRequest,
): Promise<NewKoboValuePair & { readonly id: string }> {
  authorise(actor, 'kobo.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    await compareAnew(tx, deps, actor.municipalityId);
    const pair = await endKoboValuePairRow(tx, pairId, actor.id);
    if (pair === undefined) throw new NotFoundError('kobo-value-pair.not-found');
    const { id, field, ours, kobos } = pair;
    await appendAuditEvent(tx, actor, {
      action: 'kobo-value-pair.ended',
      objectKind: 'kobo-value-pair',
      objectId: id,
      before: { field, ours, kobos },
    });
    return { id, field, ours, kobos };
  });
}

/** The pairs that hold. */
export async function listKoboValuePairs(
  { db }: Pick<KoboDeps, 'db'>,
  actor: Actor,
): Promise<readonly KoboValuePairRow[]> {
  authorise(actor, 'kobo.read');
  return await inTenant(db, tenantOf(actor), listKoboValuePairRows);
}

async function compareAnew(tx: Tx, deps: KoboDeps, municipalityId: string): Promise<void> {
  if ((await wantAllKoboComparisons(tx)) > 0) await enqueueDueKoboSyncs(tx, deps.ids, municipalityId);
}
