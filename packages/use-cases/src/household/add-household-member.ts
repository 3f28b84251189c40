import {
  bumpHouseholdVersion,
  findPersonByNumber,
  insertPerson,
  joinHousehold,
  listHouseholdsEverOf,
  lockAddressProtection,
  lockHouseholdVersion,
  lockRecusals,
  setAddressProtection,
  type Tx,
} from '@boligtrapp/database';
import { isStrongerGrade, type PlainDateString, type ProtectionGrade } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { assertNotMerged } from '../application/register-application.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { nameWhereHidden } from '../protection/name-where-hidden.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { takeFromUnnamed } from '../recusal/take-away-assignments.ts';
import type { IdentitySealer } from './identity-cipher.ts';
import { assertIdentityNumber, type IdentityNumbers } from './identity-number.ts';
import type { NewHouseholdMember, RegisterHouseholdDeps } from './register-household.ts';

/** A person who joins a household. */
export interface AddHouseholdMember {
  readonly householdId: string;
  /** The version that the caller has read. */
  readonly version: number;
  /** First day as a member; may lie ahead, not before the birth. */
  readonly from: PlainDateString;
  /** No applicant: a household has one from the start. */
  readonly member: NewHouseholdMember;
}

/** The household after its members changed. */
export interface ChangedHousehold {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
}

/**
 * Adds a person to a household from a day on. Somebody whose identity number is known already becomes a member of this
 * household, too, as a child with two homes does, when the birth date is the same. The name stays as it is stored; a
 * grade of address protection that is stronger than the stored one holds from now on, and a weaker one changes nothing:
 * a grade is lowered by that name alone. Somebody of a case that does not exist for the actor is refused like one with another birth date.
 *
 * @throws {NotFoundError} `household.not-found` @throws {StaleVersionError}
 * @throws {RuleRefusedError} `household.members-contradictory`, `household.identity-number-invalid`,
 * `household.identity-number-real`, `household.identity-number-synthetic`, `record.range-reversed`
 * @throws {ConflictError} `household.identity-number-known` with another birth date, `household.merged`
 */
export async function addHouseholdMember(
  deps: RegisterHouseholdDeps,
  actor: Actor,
  command: AddHouseholdMember,
  request: IdempotencyRequest,
): Promise<ChangedHousehold> {
  authorise(actor, 'households.write');
  checkJoining(command, deps.identityNumbers);
  const sealer = await deps.identityCipher.sealerFor(actor.municipalityId);
  return await runOnce(
    deps.db,
    actor,
    request,
    async (tx) => await store(tx, { ...deps, sealer }, actor, command),
  );
}

type SealingDeps = RegisterHouseholdDeps & { readonly sealer: IdentitySealer };

async function store(
  tx: Tx,
  deps: SealingDeps,
  actor: Actor,
  { householdId, version, from, member }: AddHouseholdMember,
): Promise<ChangedHousehold> {
  const { municipalityId } = actor;
  // Somebody with a protected address may join: nothing of the case is given to anybody from here on.
  await lockRecusals(tx, municipalityId, 'exclusive');
  await lockVisibleHousehold(tx, actor, householdId, version);
  await assertNotMerged(tx, actor, householdId);
  const personId = await findOrInsertPerson(tx, deps, actor, { householdId, member });
  const { relation } = member;
  const membership = { id: deps.ids.next(), householdId, personId, relation, from };
  const outcome = await joinHousehold(tx, municipalityId, membership);
  if (outcome !== 'joined') {
    const field = outcome === 'relation-taken' ? 'member/relation' : 'member/identityNumber';
    throw new RuleRefusedError('household.members-contradictory', { field });
  }
  const changed = await bumpHouseholdVersion(tx, municipalityId, householdId);
  // Whoever was known already was seen in all of their cases, or refused.
  const householdIds = await listHouseholdsEverOf(tx, personId);
  await nameWhereHidden(tx, deps, actor, householdIds);
  await takeFromUnnamed(tx, deps, actor, householdIds);
  await appendAuditEvent(tx, actor, {
    action: 'household.member-joined',
    objectKind: 'household',
    objectId: householdId,
    after: { personId, relation, from },
  });
  return { id: householdId, version: changed, personId };
}

function checkJoining({ from, member }: AddHouseholdMember, taken: IdentityNumbers): void {
  if (member.relation === 'applicant') {
    throw new RuleRefusedError('household.members-contradictory', { field: 'member/relation' });
  }
  if (from < member.birthDate) throw new RuleRefusedError('record.range-reversed', { field: 'from' });
  if (member.identityNumber !== null) {
    assertIdentityNumber(member.identityNumber, taken, 'member/identityNumber');
  }
}

async function findOrInsertPerson(
  tx: Tx,
  { ids, sealer }: SealingDeps,
  actor: Actor,
  { householdId, member }: Pick<AddHouseholdMember, 'householdId' | 'member'>,
): Promise<string> {
  const { municipalityId } = actor;
  const { name, birthDate, identityNumber, addressProtection } = member;
  const personId = ids.next();
  const sealedIdentityNumber = identityNumber === null ? null : sealer.seal(identityNumber, personId);
  const known =
    sealedIdentityNumber === null
      ? undefined
      : await findPersonByNumber(tx, municipalityId, sealedIdentityNumber.lookups);
  const field = 'member/identityNumber';
  if (known !== undefined) {
    const isHidden = await belongsToHiddenCase(tx, actor, known.id);
    if (isHidden || known.birthDate !== birthDate)
      throw new ConflictError('household.identity-number-known', { field });
    await heedDeclaredGrade(tx, actor, { householdId, personId: known.id, grade: addressProtection });
    return known.id;
  }
  const person = { id: personId, name, birthDate, addressProtection, sealedIdentityNumber };
  if ((await insertPerson(tx, municipalityId, person)) === 'identity-number-known') {
    throw new ConflictError('household.identity-number-known', { field });
  }
  return personId;
}

/** A stronger grade than the stored one, declared where the person joins, is theirs in every household. */
async function heedDeclaredGrade(
  tx: Tx,
  actor: Actor,
  {
    householdId,
    personId,
    grade,
  }: { readonly householdId: string; readonly personId: string; readonly grade: ProtectionGrade },
): Promise<void> {
  const stored = await lockAddressProtection(tx, actor.municipalityId, personId);
  if (!isStrongerGrade(grade, stored ?? 'none')) return;
  await setAddressProtection(tx, actor.municipalityId, personId, grade);
  await appendAuditEvent(tx, actor, {
    action: 'address-protection.changed',
    objectKind: 'household',
    objectId: householdId,
    after: { personId },
  });
}

/** Whether the case of a household in which the person is or was does not exist for the actor. */
async function belongsToHiddenCase(tx: Tx, actor: Actor, personId: string): Promise<boolean> {
  const hidden = await hiddenHouseholds(tx, actor);
  return (await listHouseholdsEverOf(tx, personId)).some((id) => hidden.has(id));
}

/** Locks a household on the version that was read. @throws {NotFoundError} `household.not-found` @throws {StaleVersionError} */
export async function lockVisibleHousehold(
  tx: Tx,
  actor: Actor,
  householdId: string,
  version: number,
): Promise<void> {
  const stored = await lockHouseholdVersion(tx, actor.municipalityId, householdId);
  if (stored === undefined) throw new NotFoundError('household.not-found');
  await assertVisible(tx, actor, householdId, 'household.not-found');
  if (stored !== version) throw new StaleVersionError();
}
