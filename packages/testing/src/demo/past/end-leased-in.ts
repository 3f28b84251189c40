import { addDays } from '@boligtrapp/domain';
import { changeDwelling } from '@boligtrapp/use-cases';
import type { PastScene } from './past-scene.ts';

/** Days from the day of the demo to the end of the municipality's own contract, one dwelling each. */
const ENDS_IN_DAYS = [75, 190, 320, 1_250] as const;

/** Registers of some dwellings that are leased in and let when the municipality has to give them back. */
export async function endLeasedIn(scene: PastScene): Promise<void> {
  const { demo, actor } = scene;
  const manager = actor('demo-housing-manager', 'housing-manager');
  const isLet = new Set(
    demo.rows.leases.flatMap(({ dwelling_id, starts_on, closed_on }) =>
      starts_on <= demo.on && closed_on === null ? [dwelling_id] : [],
    ),
  );
  const leasedIn = demo.rows.dwellings.filter(
    ({ id, owner_form, track }) => owner_form === 'leased-in' && track === 'welfare' && isLet.has(id),
  );
  for (const [index, days] of ENDS_IN_DAYS.entries()) {
    const dwelling = leasedIn[index];
    if (dwelling === undefined) return;
    const attributes = { leasedInUntil: addDays(demo.on, days) };
    await changeDwelling(scene, manager, { dwellingId: dwelling.id, version: 1, attributes });
  }
}
