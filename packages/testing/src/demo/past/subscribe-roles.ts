import { subscribeToReport } from '@boligtrapp/use-cases';
import type { PastScene } from './past-scene.ts';
import type { PastUsers } from './past-users.ts';

/** Leaders and case officers are told of the report of every night. */
export async function subscribeRoles(scene: PastScene, users: PastUsers): Promise<void> {
  for (const role of ['leader', 'case-officer'] as const) {
    await subscribeToReport(scene, users.leader, { role }, scene.request('subscribeToReport'));
  }
}
