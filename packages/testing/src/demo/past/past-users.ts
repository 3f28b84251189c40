import type { Actor } from '@boligtrapp/use-cases';
import type { PastScene } from './past-scene.ts';

/** Those of the demo who did something before the day of the demo; the start lets them in. */
export interface PastUsers {
  readonly officer: Actor;
  readonly chair: Actor;
  readonly member: Actor;
  readonly secondMember: Actor;
  readonly leader: Actor;
}

/** The users under the names by which the start lets them in. */
export function pastUsers({ actor }: PastScene): PastUsers {
  return {
    officer: actor('demo-case-officer', 'case-officer'),
    chair: actor('demo-chair', 'committee'),
    member: actor('demo-member', 'committee'),
    secondMember: actor('demo-second-member', 'committee'),
    leader: actor('demo-leader', 'leader'),
  };
}
