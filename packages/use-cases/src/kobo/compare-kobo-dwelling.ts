import {
  inTenant,
  type KoboComparable,
  type KoboLinkRow,
  lockKoboComparable,
  lockKoboLink,
  lockLiveKoboConflicts,
  type Tx,
  updateKoboComparable,
  updateKoboLink,
} from '@boligtrapp/database';
import {
  type DwellingFacts,
  FACT_FIELDS,
  type FactName,
  type Json,
  type KoboDwelling,
  keepable,
  type Reconciliation,
  readKoboDwelling,
  reconcile,
  supplierIdNameOf,
  unpublishedNames,
  withConfirmed,
  withSent,
} from '@boligtrapp/kobo';
import { sha256Hex, toCanonicalJson } from '@boligtrapp/matching';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { ClaimedLink } from './claim-kobo-link.ts';
import { enqueueKoboSync } from './enqueue-kobo.ts';
import { type FailedAttempt, failInTransaction } from './fail-kobo-attempt.ts';
import { type KoboSyncDeps, syncActor, syncTenant } from './kobo-deps.ts';
import { canHold, factsOf, unpairedTraits, withTaken } from './kobo-facts.ts';
import { type MunicipalRules, readMunicipalRules, rulingsOf } from './kobo-rules.ts';
import { type Effect, noteEffects } from './note-effects.ts';
import { noteQuestions } from './note-questions.ts';
import { settleKoboConflicts } from './settle-kobo-conflicts.ts';

/** What comes after a comparison. */
export type Compared =
  /** Kobo is to hold this. */
  | { readonly kind: 'send'; readonly dwelling: KoboDwelling }
  /** Both are in step, but for what people are asked. */
  | { readonly kind: 'in-step' }
  /** It is tried again later, or waits for people. */
  | { readonly kind: 'failed' }
  /** Somebody else has the link by now. */
  | { readonly kind: 'lost' };

/** How many earlier states of Kobo's are remembered, to know an old answer by. */
const REMEMBERED = 8;

interface Scene {
  readonly deps: KoboSyncDeps;
  readonly work: ClaimedLink;
  readonly link: KoboLinkRow;
  readonly ours: KoboComparable;
  readonly kobos: KoboDwelling;
  /** Hash of what may be kept of `kobos`. */
  readonly hash: string;
  readonly rules: MunicipalRules;
}

/**
 * Compares a dwelling with what Kobo answered, in one transaction: takes over what is Kobo's, asks people what is
 * neither's, and says what is to be sent. Whatever the answer says of the past, an answer that Kobo has given before, and
 * has given another one since, counts only when it is given again half a minute later.
 */
export async function compareKoboDwelling(
  deps: KoboSyncDeps,
  work: ClaimedLink,
  body: unknown,
): Promise<Compared> {
  return await inTenant(deps.db, syncTenant(work.job), async (tx) => {
    const ours = await lockKoboComparable(tx, work.job.dwellingId);
    const link = await lockKoboLink(tx, work.job.dwellingId);
    if (ours === undefined || link?.claim !== work.claim) return { kind: 'lost' };
    const read = readKoboDwelling(body);
    const kobos = read.kind === 'read' ? read.dwelling : undefined;
    if (read.kind === 'faulty' || kobos === undefined) return await fail(tx, deps, work, 'answer-faulty');
    if (read.supplierId !== link.supplierId) return await fail(tx, deps, work, 'supplier-id-differs');
    const hash = sha256Hex(toCanonicalJson(keepable(kobos)));
    if (link.supersededHashes.includes(hash) && link.suspectHash !== hash) {
      await failInTransaction(tx, deps, work, { fault: 'answer-may-be-old', suspectHash: hash });
      return { kind: 'failed' };
    }
    return await carryOut(tx, {
      deps,
      work,
      link,
      ours,
      kobos,
      hash,
      rules: await readMunicipalRules(tx),
    });
  });
}

async function fail(
  tx: Tx,
  deps: KoboSyncDeps,
  work: ClaimedLink,
  fault: FailedAttempt['fault'],
): Promise<Compared> {
  await failInTransaction(tx, deps, work, { fault });
  return { kind: 'failed' };
}

async function carryOut(tx: Tx, scene: Scene): Promise<Compared> {
  const { deps, work, link, ours, kobos, rules } = scene;
  const { municipalityId, dwellingId } = work.job;
  const live = await lockLiveKoboConflicts(tx, dwellingId);
  const sent = sendingOf(link);
  const seen = withConfirmed(agreedOf(link), { kobos, sent: afterOf(sent), map: rules.map });
  const result = reconcile(
    { agreed: seen.agreed, ours: factsOf(ours, rules.map), kobos },
    {
      ...rules,
      rulings: rulingsOf(live),
      canHold: canHold(ours, rules.map),
    },
  );
  const taken = withTaken(ours, result.take, rules.map);
  const isTaken = Object.keys(result.take).length > 0;
  if (isTaken) await updateKoboComparable(tx, taken);
  const asked = await settleKoboConflicts(tx, deps, {
    municipalityId,
    dwellingId,
    live,
    result,
    ours: factsOf(taken, rules.map),
    underWay: underWay(result),
  });
  await noteQuestions(tx, deps, municipalityId, [
    ...result.questions,
    ...unpairedTraits(ours, rules.map).map((value) => ({
      field: 'egenskaper',
      side: 'ours' as const,
      value,
    })),
  ]);
  await noteEffects(tx, deps, work.job, [
    ...seen.confirmed.map((field): Effect => ({ effect: 'sent', field, ...sent[field] })),
    ...takenEffects(result, factsOf(ours, rules.map)),
    ...asked,
  ]);
  const compared = await storeLink(tx, scene, { result, isTaken });
  if (isTaken) await audit(tx, scene, result);
  return compared;
}

interface Outcome {
  readonly result: Reconciliation;
  readonly isTaken: boolean;
}

/** Stores where the link stands; it is in step, or keeps its claim until what is sent has been seen. */
async function storeLink(tx: Tx, scene: Scene, { result, isTaken }: Outcome): Promise<Compared> {
  const { deps, work, link, kobos, hash } = scene;
  const wasSuspected = link.suspectHash === hash;
  const earlier = link.supersededHashes.filter((each) => each !== hash);
  const known = {
    agreed: result.agreed,
    lastSeen: keepable(kobos),
    unpublishedFields: unpublishedNames(kobos),
    supplierIdName: supplierIdNameOf(kobos),
    suspectHash: wasSuspected ? null : link.suspectHash,
  };
  if (Object.keys(result.send).length > 0) {
    await updateKoboLink(tx, work.job.dwellingId, {
      ...known,
      agreed: withoutSent(result, agreedOf(link)),
      sending: Object.fromEntries(
        Object.entries(result.send).map(([field, after]) => [field, { before: kobos[field] ?? null, after }]),
      ),
      // What is there now is old once it has been sent.
      lastSeenHash: null,
      supersededHashes: [...earlier, hash].slice(-REMEMBERED),
    });
    return { kind: 'send', dwelling: withSent(kobos, result.send) };
  }
  // Taking over asks for a comparison itself, by the trigger of the dwellings; it is this one.
  const wanted = link.wanted + (isTaken ? 1 : 0);
  const done = work.link.wanted + (isTaken ? 1 : 0);
  await updateKoboLink(tx, work.job.dwellingId, {
    ...known,
    sending: null,
    lastSeenHash: hash,
    supersededHashes: [...earlier, ...supersededBy(hash, link)].slice(-REMEMBERED),
    lastSyncedAt: deps.clock.now(),
    attempts: 0,
    failingSince: null,
    nextAttemptAt: null,
    lastFault: null,
    claim: null,
    claimedUntil: null,
    done,
  });
  if (wanted > done) await enqueueKoboSync(tx, deps.ids, work.job);
  return { kind: 'in-step' };
}

function supersededBy(hash: string, { lastSeenHash }: KoboLinkRow): readonly string[] {
  return lastSeenHash === null || lastSeenHash === hash ? [] : [lastSeenHash];
}

/** What both agree on while what is to be sent has not been seen in Kobo: of those facts what they agreed on before. */
function withoutSent(
  { agreed, send, settled }: Reconciliation,
  before: Partial<DwellingFacts>,
): Partial<DwellingFacts> {
  const open = new Set<FactName>(
    FACT_FIELDS.filter(({ field, fact }) => field in send && settled.includes(fact)).map(({ fact }) => fact),
  );
  return Object.fromEntries(
    factNames(agreed).flatMap((fact) => {
      if (!open.has(fact)) return [[fact, agreed[fact]]];
      return fact in before ? [[fact, before[fact]]] : [];
    }),
  );
}

function underWay({ send }: Reconciliation): ReadonlySet<FactName> {
  return new Set(FACT_FIELDS.filter(({ field }) => field in send).map(({ fact }) => fact));
}

function takenEffects({ take }: Reconciliation, before: DwellingFacts): readonly Effect[] {
  return factNames(take).map((fact) => ({
    effect: 'taken',
    field: fact,
    before: before[fact],
    after: take[fact],
  }));
}

async function audit(tx: Tx, { work, ours, rules }: Scene, { take }: Reconciliation): Promise<void> {
  const before = factsOf(ours, rules.map);
  await appendAuditEvent(tx, syncActor(work.job), {
    action: 'dwelling.changed',
    objectKind: 'dwelling',
    objectId: ours.id,
    before: Object.fromEntries(factNames(take).map((fact) => [fact, before[fact]])),
    after: Object.fromEntries(factNames(take).map((fact) => [fact, take[fact] ?? null])),
    reason: 'kobo',
  });
}

function factNames(facts: Partial<DwellingFacts>): readonly FactName[] {
  return FACT_FIELDS.map(({ fact }) => fact).filter((fact) => fact in facts);
}

type Sending = Readonly<Record<string, { readonly before: Json; readonly after: Json }>>;

function sendingOf({ sending }: KoboLinkRow): Sending {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stored above
  return (sending ?? {}) as Sending;
}

function afterOf(sending: Sending): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(sending).map(([field, { after }]) => [field, after]));
}

function agreedOf({ agreed }: KoboLinkRow): Partial<DwellingFacts> {
  return agreed ?? {};
}
