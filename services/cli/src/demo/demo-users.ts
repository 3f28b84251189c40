import type { Role } from '@boligtrapp/use-cases';

/** Somebody whom the demo lets in. */
export interface DemoUser {
  /** The name by which attendance, recusals and decisions know the person. */
  readonly sub: string;
  readonly role: Role;
}

/**
 * Those whose tokens are printed, the case officer who has the round of the start computed first. A whole case can be
 * driven with them: three voters make a quorum (the leader is one where a member is recused), two of them sign, and the
 * appeal is written up by a case officer who had no part in the decision. The named officer and the leader alone see the
 * cases of people with a protected address. The auditor reads and changes nothing.
 */
export const DEMO_USERS: readonly DemoUser[] = [
  { sub: 'demo-case-officer', role: 'case-officer' },
  { sub: 'demo-appeals-secretary', role: 'case-officer' },
  { sub: 'demo-named-officer', role: 'case-officer' },
  { sub: 'demo-chair', role: 'committee' },
  { sub: 'demo-member', role: 'committee' },
  { sub: 'demo-second-member', role: 'committee' },
  { sub: 'demo-leader', role: 'leader' },
  { sub: 'demo-follow-up', role: 'follow-up' },
  { sub: 'demo-auditor', role: 'auditor' },
];

/** A user with the access token that was issued. */
export interface IssuedToken extends DemoUser {
  readonly token: string;
}

/** The tokens as they are printed: name and role above each, so that a line holds a token alone. */
export function tokenLines(tokens: readonly IssuedToken[]): readonly string[] {
  return [
    'Access tokens of the demo, valid for 12 hours (Authorization: Bearer …), by name and role:',
    ...tokens.flatMap(({ sub, role, token }) => [`  ${sub} (${role})`, `    ${token}`]),
  ];
}
