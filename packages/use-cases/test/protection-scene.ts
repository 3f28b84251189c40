import { plainDate } from '@boligtrapp/domain';
import {
  aHousehold,
  aMember,
  anApplication,
  type BuilderScope,
  nameForCase,
  nextId,
} from '@boligtrapp/testing';
import { type Actor, appendAuditEvent, runNightlyRetention } from '../src/index.ts';
import { keepFor, type PrivacyScene } from './privacy-scene.ts';
import { actorOf, peek } from './records-scene.ts';

/** Someone of the municipality, by a name of their own. */
export function someone(scope: BuilderScope, id: string, role: Actor['role'] = 'case-officer'): Actor {
  return { ...actorOf(scope, role), id };
}

/** Stores that somebody was at work today: a trace that is about nobody. */
export async function wasAtWork(scope: BuilderScope, member: string): Promise<void> {
  await peek(scope, async (tx) => {
    const event = { action: 'test.worked', objectKind: 'municipality', objectId: scope.municipalityId };
    await appendAuditEvent(tx, someone(scope, member), event);
  });
}

/** A household with a protected member. */
export interface ProtectedCase {
  readonly householdId: string;
  readonly personId: string;
}

/** Stores a {@link ProtectedCase} for which the named are named, each of whom was at work. */
export async function aProtectedCase(
  scope: BuilderScope,
  named: readonly string[] = [],
): Promise<ProtectedCase> {
  const householdId = await aHousehold(scope);
  const personId = await aMember(scope, householdId, { address_protection: 'strictly-confidential' });
  for (const member of named) {
    await nameForCase(scope, householdId, member);
    await wasAtWork(scope, member);
  }
  return { householdId, personId };
}

/** Makes an existing person a member of another household, too. */
export async function movesBetween(
  scope: BuilderScope,
  personId: string,
  householdId: string,
): Promise<void> {
  const row = { municipality_id: scope.municipalityId, id: nextId(), household_id: householdId };
  await peek(scope, async (tx) => {
    await tx
      .insertInto('household_members')
      .values({ ...row, person_id: personId, relation: 'child', member_during: '[2026-01-01,)' })
      .execute();
  });
}

/** Blocks the cases of households that have nothing open, as a night does. */
export async function block(scene: PrivacyScene, householdIds: readonly string[]): Promise<void> {
  const { home } = scene;
  for (const household_id of householdIds) {
    await anApplication(home, { household_id, status: 'withdrawn', received_on: plainDate('2027-01-01') });
  }
  await keepFor(scene, 'closed-case', 24);
  await runNightlyRetention(scene.jobs, { municipalityId: home.municipalityId, requestId: nextId() });
  await keepFor(scene, 'closed-case', null);
}

/** The grade of protection that a person has; undefined for one who never had any. */
export async function gradeOf(scope: BuilderScope, personId: string): Promise<string | undefined> {
  const row = await peek(
    scope,
    async (tx) =>
      await tx
        .selectFrom('address_protections')
        .where('person_id', '=', personId)
        .select('grade')
        .executeTakeFirst(),
  );
  return row?.grade;
}
