import { describe, expect, it, test } from 'vitest';
import type { Actor } from './actor.ts';
import { authorise, isAllowed } from './authorise.ts';
import { GRANTS, PERMISSION_NAMES, PERMISSIONS, type Permission, ROLES } from './permissions.ts';

function someone(role: string): Actor {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a role that no token could have
  return { id: 'someone', role: role as Actor['role'], municipalityId: 'm', requestId: 'r' };
}

describe('the list of a role', () => {
  it.each(ROLES)('%s names each permission once, in the order of the names', (role) => {
    const granted: ReadonlySet<string> = new Set(GRANTS[role]);
    expect(GRANTS[role]).toEqual(PERMISSION_NAMES.filter((name) => granted.has(name)));
    expect([...PERMISSIONS[role]]).toEqual(GRANTS[role]);
  });

  it('leaves no permission without somebody who has it', () => {
    const granted = new Set(ROLES.flatMap((role) => GRANTS[role]));
    expect(PERMISSION_NAMES.filter((name) => !granted.has(name))).toEqual([]);
  });
});

test.each(ROLES)('%s is denied all that its list does not have', (role) => {
  const denied = PERMISSION_NAMES.filter((name) => !GRANTS[role].includes(name));
  expect(denied.length).toBeGreaterThan(0);
  for (const permission of denied) {
    expect(() => authorise(someone(role), permission)).toThrow(
      expect.objectContaining({ code: 'authorisation.denied' }),
    );
  }
});

test.each(['', 'admin', 'constructor', '__proto__', 'toString', 'Case-Officer'])(
  'a role that nobody knows, %j, is denied everything',
  (role) => {
    for (const permission of PERMISSION_NAMES) expect(isAllowed(someone(role), permission)).toBe(false);
  },
);

test.each(ROLES)('%s is denied a permission that nobody knows', (role) => {
  for (const name of ['', 'has', 'households.*', 'households', 'read']) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name that does not compile
    expect(isAllowed(someone(role), name as Permission)).toBe(false);
  }
});
