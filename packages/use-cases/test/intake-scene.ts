import { type BuilderScope, nextId } from '@boligtrapp/testing';
import {
  type RegisterEntitlement,
  type RegisteredEntitlement,
  registerEntitlement,
} from '../src/entitlement/register-entitlement.ts';
import { getQueueHistory } from '../src/queue/get-queue-history.ts';
import { actorOf, aRequest, peek, type RecordsScene, TODAY } from './records-scene.ts';

/** The grant of a municipal dwelling, decided and notified today. */
export function aGrant(
  applicationId: string,
  changes: Partial<RegisterEntitlement> = {},
): RegisterEntitlement {
  return {
    applicationId,
    decisionTrack: 'municipal-dwelling',
    outcome: 'granted',
    localRules: 'Retningslinjer for tildeling § 4',
    decidedOn: TODAY,
    notifiedOn: TODAY,
    ...changes,
  };
}

/** A refusal with its grounds. */
export function aRefusal(
  applicationId: string,
  changes: Partial<RegisterEntitlement> = {},
): RegisterEntitlement {
  const reason = 'The household has a suitable dwelling of its own.';
  return aGrant(applicationId, { outcome: 'refused', reason, ...changes });
}

/** Makes a decision as a case officer. */
export async function decide(
  scene: RecordsScene,
  scope: BuilderScope,
  command: RegisterEntitlement,
): Promise<RegisteredEntitlement> {
  return await registerEntitlement(scene.deps, actorOf(scope), command, aRequest('registerEntitlement'));
}

/** Stores that `member` is recused from the case of a household. */
export async function aRecusal(scope: BuilderScope, householdId: string, member: string): Promise<void> {
  await peek(scope, async (tx) => {
    await tx
      .insertInto('recusals')
      .values({
        municipality_id: scope.municipalityId,
        id: nextId(),
        household_id: householdId,
        member,
        ground: 'family',
      })
      .execute();
  });
}

/** What has become of an application, and its version. */
export async function statusOf(
  scope: BuilderScope,
  applicationId: string,
): Promise<{ readonly status: string; readonly version: number }> {
  return await peek(
    scope,
    async (tx) =>
      await tx
        .selectFrom('housing_applications')
        .select(['status', 'version'])
        .where('id', '=', applicationId)
        .executeTakeFirstOrThrow(),
  );
}

/** The history of a household's place in words, the oldest first: kind, own or not, from and to. */
export async function historyOf(
  scene: RecordsScene,
  scope: BuilderScope,
  householdId: string,
): Promise<readonly string[]> {
  const { items } = await getQueueHistory(scene.deps, actorOf(scope), { householdId, limit: 200 });
  return items
    .toReversed()
    .map(({ kind, isOwn, fromPlace, toPlace }) =>
      [kind, isOwn ? 'own' : 'other', fromPlace ?? 'out', toPlace ?? 'out'].join(' '),
    );
}
