import { type BuilderScope, nextId } from '@boligtrapp/testing';
import type { Actor } from '../src/index.ts';
import { peek } from './records-scene.ts';

/** Stores that the actor is recused (inhabil) from the case of a household. */
export async function aRecusal(scope: BuilderScope, actor: Actor, household_id: string): Promise<void> {
  const row = { municipality_id: scope.municipalityId, id: nextId(), member: actor.id, household_id };
  await peek(scope, async (tx) => {
    await tx
      .insertInto('recusals')
      .values({ ...row, ground: 'family' })
      .execute();
  });
}
