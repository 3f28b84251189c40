import type { Actor, Role } from '@boligtrapp/use-cases';
import type { PastScene } from './past-scene.ts';

/** Those of the demo who did something before the day of the demo, by the names under which the start lets them in. */
export const PAST_USERS = {
  officer: { sub: 'demo-case-officer', role: 'case-officer' },
  chair: { sub: 'demo-chair', role: 'committee' },
  member: { sub: 'demo-member', role: 'committee' },
  secondMember: { sub: 'demo-second-member', role: 'committee' },
  leader: { sub: 'demo-leader', role: 'leader' },
  followUp: { sub: 'demo-follow-up', role: 'follow-up' },
} as const satisfies Readonly<Record<string, { readonly sub: string; readonly role: Role }>>;

/** Each of them as an actor. */
export type PastUsers = Readonly<Record<keyof typeof PAST_USERS, Actor>>;

/** The actors of a scene. */
export function pastUsers({ actor }: PastScene): PastUsers {
  const of = ({ sub, role }: (typeof PAST_USERS)[keyof typeof PAST_USERS]): Actor => actor(sub, role);
  return {
    officer: of(PAST_USERS.officer),
    chair: of(PAST_USERS.chair),
    member: of(PAST_USERS.member),
    secondMember: of(PAST_USERS.secondMember),
    leader: of(PAST_USERS.leader),
    followUp: of(PAST_USERS.followUp),
  };
}
