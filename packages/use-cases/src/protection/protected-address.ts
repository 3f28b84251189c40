import {
  type Db,
  deleteProtectedAddress,
  findProtectedAddress,
  findProtectedPerson,
  inTenant,
  type SealedAddressRow,
  type Tx,
  writeProtectedAddress,
} from '@boligtrapp/database';
import { type Sensitive, sensitive } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { AddressCipher } from './address-cipher.ts';

/** What reading and writing protected addresses works with. */
export interface ProtectedAddressDeps {
  /** Connections as the role that alone may touch them. */
  readonly protectedDb: Db;
  readonly ids: IdSource;
  readonly addressCipher: AddressCipher;
}

/** Where a person lives and how to reach them. */
export interface ProtectedAddress {
  /** Lines of the address where they live; empty where even that is not to be known here. */
  readonly homeLines: readonly string[];
  /** Lines of the address to which letters may go; empty where there is none. */
  readonly postalLines: readonly string[];
  /** How they may be reached, such as a number or a go-between; null where nothing was agreed. */
  readonly contact: string | null;
}

/** A member of a household whose address it is. */
export interface AddressedPerson {
  readonly householdId: string;
  readonly personId: string;
}

/** An address as it is read. */
export interface ProtectedAddressView {
  readonly personId: string;
  readonly version: number;
  readonly writtenAt: string;
  readonly address: Sensitive<ProtectedAddress>;
}

/**
 * The address of a protected person, for who is named for every case in which the person is or was: it is where they live
 * in all of them. The reading is logged for each of these, in the same transaction, which is the only one that sees it.
 *
 * @throws {NotFoundError} `household.not-found`, `protected-address.not-found`
 */
export async function getProtectedAddress(
  deps: ProtectedAddressDeps,
  actor: Actor,
  { householdId, personId }: AddressedPerson,
): Promise<ProtectedAddressView> {
  authorise(actor, 'protected-addresses.read');
  const { municipalityId } = actor;
  const found = await inTenant(deps.protectedDb, tenantOf(actor), async (tx) => {
    const { householdIds } = await assertMember(tx, actor, { householdId, personId });
    const row = await findProtectedAddress(tx, municipalityId, personId);
    if (row === undefined) throw new NotFoundError('protected-address.not-found');
    await logAccess(tx, deps, actor, { operation: 'get-protected-address', householdIds });
    return row;
  });
  return await toView(deps, municipalityId, found);
}

/** An address to be written over the one that was read. */
export interface WriteProtectedAddress extends AddressedPerson {
  /** The version that the caller has read; 0 where there is none yet. */
  readonly version: number;
  readonly address: Sensitive<ProtectedAddress>;
}

/**
 * Writes the address of a protected person. What stood there before is not kept, and the trail says that it was written
 * and not what.
 *
 * @throws {NotFoundError} `household.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `protected-address.not-protected` for somebody whose address is not protected.
 */
export async function putProtectedAddress(
  deps: ProtectedAddressDeps,
  actor: Actor,
  { householdId, personId, version, address }: WriteProtectedAddress,
): Promise<{ readonly personId: string; readonly version: number }> {
  authorise(actor, 'protected-addresses.write');
  const { municipalityId } = actor;
  const text = sensitive(JSON.stringify(address.reveal()));
  const ciphertext = await deps.addressCipher.seal(text, { municipalityId, personId });
  return await inTenant(deps.protectedDb, tenantOf(actor), async (tx) => {
    const { isProtected } = await assertMember(tx, actor, { householdId, personId });
    if (!isProtected) throw new ConflictError('protected-address.not-protected');
    const written = await writeProtectedAddress(tx, municipalityId, { personId, ciphertext, version });
    if (written === undefined) throw new StaleVersionError();
    await noteChange(tx, actor, 'protected-address.written', { householdId, personId });
    return { personId, version: written };
  });
}

/**
 * Forgets the address of a person; nothing of it is kept.
 *
 * @throws {NotFoundError} `household.not-found`, `protected-address.not-found` @throws {StaleVersionError}
 */
export async function eraseProtectedAddress(
  deps: Omit<ProtectedAddressDeps, 'addressCipher'>,
  actor: Actor,
  { householdId, personId, version }: Omit<WriteProtectedAddress, 'address'>,
): Promise<void> {
  authorise(actor, 'protected-addresses.write');
  const { municipalityId } = actor;
  await inTenant(deps.protectedDb, tenantOf(actor), async (tx) => {
    await assertMember(tx, actor, { householdId, personId });
    const stored = await findProtectedAddress(tx, municipalityId, personId);
    if (stored === undefined) throw new NotFoundError('protected-address.not-found');
    if (!(await deleteProtectedAddress(tx, municipalityId, { personId, version }))) {
      throw new StaleVersionError();
    }
    await noteChange(tx, actor, 'protected-address.erased', { householdId, personId });
  });
}

/**
 * One address is of all cases of a person: who is not named for each of them does not come to it by another.
 *
 * @throws {NotFoundError} `household.not-found`
 */
async function assertMember(
  tx: Tx,
  actor: Actor,
  { householdId, personId }: AddressedPerson,
): Promise<Awaited<ReturnType<typeof findProtectedPerson>>> {
  const person = await findProtectedPerson(tx, actor.municipalityId, personId);
  const hidden = await hiddenHouseholds(tx, actor);
  const isThere = person.householdIds.includes(householdId);
  if (!isThere || person.householdIds.some((id) => hidden.has(id))) {
    throw new NotFoundError('household.not-found');
  }
  return person;
}

async function noteChange(
  tx: Tx,
  actor: Actor,
  action: string,
  { householdId, personId }: AddressedPerson,
): Promise<void> {
  await appendAuditEvent(tx, actor, {
    action,
    objectKind: 'household',
    objectId: householdId,
    after: { personId },
  });
}

async function toView(
  { addressCipher }: ProtectedAddressDeps,
  municipalityId: string,
  { personId, ciphertext, version, writtenAt }: SealedAddressRow,
): Promise<ProtectedAddressView> {
  const text = await addressCipher.open(ciphertext, { municipalityId, personId });
  return { personId, version, writtenAt, address: sensitive(parseAddress(text.reveal())) };
}

function parseAddress(text: string): ProtectedAddress {
  const stored: unknown = JSON.parse(text);
  if (typeof stored !== 'object' || stored === null) throw new Error('a stored address has another form');
  const { homeLines, postalLines, contact }: Readonly<Record<string, unknown>> = { ...stored };
  return {
    homeLines: linesOf(homeLines),
    postalLines: linesOf(postalLines),
    contact: typeof contact === 'string' ? contact : null,
  };
}

function linesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((line): line is string => typeof line === 'string') : [];
}
