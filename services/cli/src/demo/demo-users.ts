import type { StaffRole } from '@boligtrapp/use-cases';

/** Somebody whom the demo lets in. */
export interface DemoUser {
  /** The name by which attendance, recusals and decisions know the person. */
  readonly sub: string;
  readonly role: StaffRole;
}

/**
 * Those whom the identity provider of development lets in, the case officer who has the round of the start computed first. A whole case can be
 * driven with them: three voters make a quorum (the leader is one where a member is recused), two of them sign, and the
 * appeal is written up by a case officer who had no part in the decision. The named officer and the leader alone see the
 * cases of people with a protected address. The auditor reads and changes nothing. There is somebody for each role of the
 * staff.
 */
export const DEMO_USERS: readonly DemoUser[] = [
  { sub: 'demo-case-officer', role: 'case-officer' },
  { sub: 'demo-appeals-secretary', role: 'case-officer' },
  { sub: 'demo-named-officer', role: 'case-officer' },
  { sub: 'demo-chair', role: 'committee' },
  { sub: 'demo-member', role: 'committee' },
  { sub: 'demo-second-member', role: 'committee' },
  { sub: 'demo-leader', role: 'leader' },
  { sub: 'demo-housing-manager', role: 'housing-manager' },
  { sub: 'demo-follow-up', role: 'follow-up' },
  { sub: 'demo-auditor', role: 'auditor' },
];

/** How to get in, as it is printed. */
export function signInLines(
  users: readonly DemoUser[],
  {
    url,
    devIdentityUrl,
    organisationNumber,
  }: Readonly<Record<'url' | 'devIdentityUrl' | 'organisationNumber', string>>,
): readonly string[] {
  return [
    `Sign in as one of these, without a password: ${url}/auth/sign-in?returnTo=/v1/me`,
    ...users.map(({ sub, role }) => `  ${sub} (${role})`),
    `Access token for a machine, valid for two minutes: ${devIdentityUrl}/maskinporten/token?consumer=${organisationNumber}`,
  ];
}
