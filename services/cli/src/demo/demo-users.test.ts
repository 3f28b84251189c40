import { DEFAULT_POLICY } from '@boligtrapp/domain';
import { PAST_USERS } from '@boligtrapp/testing/demo-past';
import { PERMISSIONS, type Permission, ROLES } from '@boligtrapp/use-cases';
import { describe, expect, it } from 'vitest';
import { DEMO_USERS, signInLines } from './demo-users.ts';

function namesOfThoseWhoMay(...permissions: readonly Permission[]): readonly string[] {
  return DEMO_USERS.filter(({ role }) => permissions.every((one) => PERMISSIONS[role].has(one))).map(
    ({ sub }) => sub,
  );
}

describe('the users of the demo', () => {
  it('have a name each', () => {
    expect(new Set(DEMO_USERS.map(({ sub }) => sub)).size).toBe(DEMO_USERS.length);
  });

  it('are a committee with a quorum, also where one of them is recused', () => {
    const voters = DEMO_USERS.filter(({ role }) => role === 'committee' || role === 'leader');
    for (const { role } of voters) expect(PERMISSIONS[role].has('decisions.sign')).toBe(true);
    expect(voters.length - 1).toBeGreaterThanOrEqual(DEFAULT_POLICY.meetings.quorum);
  });

  it('can write a policy and approve what another wrote', () => {
    const [author] = namesOfThoseWhoMay('policy-sets.write');
    expect(namesOfThoseWhoMay('policy-sets.approve').filter((name) => name !== author)).not.toEqual([]);
  });

  it('can decide on the next in line as two, and on an appeal as one who had no part in the case', () => {
    expect(namesOfThoseWhoMay('decisions.sign').length).toBeGreaterThanOrEqual(2);
    expect(namesOfThoseWhoMay('appeals.write')).toHaveLength(3);
  });

  it('are those who have acted in the past of the demo, and four who have not', () => {
    expect(DEMO_USERS).toEqual(expect.arrayContaining(Object.values(PAST_USERS)));
    const acted = new Set<string>(Object.values(PAST_USERS).map(({ sub }) => sub));
    const fresh = DEMO_USERS.filter(({ sub }) => !acted.has(sub));
    expect(fresh).toEqual([
      { sub: 'demo-appeals-secretary', role: 'case-officer' },
      { sub: 'demo-named-officer', role: 'case-officer' },
      { sub: 'demo-housing-manager', role: 'housing-manager' },
      { sub: 'demo-auditor', role: 'auditor' },
    ]);
  });

  it('are somebody for each role of the staff', () => {
    const roles = new Set<string>(DEMO_USERS.map(({ role }) => role));
    expect(ROLES.filter((role) => !roles.has(role))).toEqual(['integration']);
  });

  it('are printed with the name that a meeting knows them by, and with their role', () => {
    const where = { url: 'http://a', devIdentityUrl: 'http://b', organisationNumber: '000009001' };
    const lines = signInLines(DEMO_USERS, where);
    for (const { sub, role } of DEMO_USERS) expect(lines).toContain(`  ${sub} (${role})`);
  });
});
