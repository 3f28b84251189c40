import {
  type Db,
  insertHousehold,
  insertMember,
  insertPerson,
  type MemberRelation,
  type Tx,
} from '@boligtrapp/database';
import type { NonEmpty, PlainDateString, ProtectionGrade, Sensitive } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { nameWhereHidden } from '../protection/name-where-hidden.ts';
import { checkMembers } from './check-members.ts';
import type { IdentityCipher, IdentitySealer } from './identity-cipher.ts';
import type { IdentityNumbers } from './identity-number.ts';

/** What {@link registerHousehold} needs. */
export interface RegisterHouseholdDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly identityCipher: IdentityCipher;
  readonly identityNumbers: IdentityNumbers;
}

/** A person who is to live in the household. */
export interface NewHouseholdMember {
  readonly name: string;
  readonly birthDate: PlainDateString;
  readonly relation: MemberRelation;
  /** Null for a person who has none yet. */
  readonly identityNumber: Sensitive<string> | null;
  readonly addressProtection: ProtectionGrade;
}

/** A household to be registered, all of whose members are new to the municipality. */
export interface RegisterHousehold {
  readonly members: NonEmpty<NewHouseholdMember>;
}

/** The household that was made. */
export interface RegisteredHousehold {
  readonly id: string;
  readonly reference: string;
}

/**
 * Registers persons and the household they form from today on. Where somebody of them has a protected address, the actor
 * is named for the case, and to others it is not there.
 *
 * @throws {RuleRefusedError} `household.members-contradictory`, `household.identity-number-invalid`,
 * `household.identity-number-real`, `household.identity-number-synthetic`, `record.date-in-the-future`, each naming the member.
 * @throws {ConflictError} `household.identity-number-known` when a number is stored in the municipality already; the
 * number itself is not repeated.
 */
export async function registerHousehold(
  deps: RegisterHouseholdDeps,
  actor: Actor,
  command: RegisterHousehold,
  request: IdempotencyRequest,
): Promise<RegisteredHousehold> {
  authorise(actor, 'households.write');
  checkMembers(command.members, deps.clock.today(), deps.identityNumbers);
  const sealer = await deps.identityCipher.sealerFor(actor.municipalityId);
  return await runOnce(
    deps.db,
    actor,
    request,
    async (tx) => await store(tx, { ...deps, sealer }, actor, command),
  );
}

async function store(
  tx: Tx,
  deps: RegisterHouseholdDeps & { readonly sealer: IdentitySealer },
  actor: Actor,
  { members }: RegisterHousehold,
): Promise<RegisteredHousehold> {
  const { municipalityId } = actor;
  const id = deps.ids.next();
  const reference = await insertHousehold(tx, municipalityId, id);
  for (const [index, member] of members.entries()) {
    const personId = deps.ids.next();
    const { name, birthDate, addressProtection, identityNumber } = member;
    const sealedIdentityNumber = identityNumber === null ? null : deps.sealer.seal(identityNumber, personId);
    const person = { id: personId, name, birthDate, addressProtection, sealedIdentityNumber };
    if ((await insertPerson(tx, municipalityId, person)) === 'identity-number-known') {
      const field = `members/${index}/identityNumber`;
      throw new ConflictError('household.identity-number-known', { field });
    }
    await insertMember(tx, municipalityId, {
      id: deps.ids.next(),
      householdId: id,
      personId,
      relation: member.relation,
      from: deps.clock.today(),
    });
  }
  await nameWhereHidden(tx, deps, actor, [id]);
  await appendAuditEvent(tx, actor, {
    action: 'household.registered',
    objectKind: 'household',
    objectId: id,
    after: { reference, memberCount: members.length },
  });
  return { id, reference };
}
