import { ROLES, type StaffRole } from '@boligtrapp/use-cases';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

/** Somebody whom the identity provider of development lets in, without a password. */
export interface DevUser {
  /** The name by which attendance, recusals and decisions know the person. */
  readonly sub: string;
  /** Roles that the user has there; exactly one lets in. */
  readonly roles: readonly StaffRole[];
  /** Kommunenummer. */
  readonly municipality: string;
}

/** How the stand-ins of development are started. */
export interface DevIdentitySettings {
  /** Where they listen, on this machine only; 0 takes a free port. */
  readonly port: number;
  readonly users: readonly DevUser[];
}

const DevUserShape = Type.Object(
  {
    sub: Type.String({ pattern: '^[a-z0-9.-]{1,100}$' }),
    role: Type.Enum(ROLES.filter((role) => role !== 'integration')),
    municipality: Type.String({ pattern: '^[0-9]{4}$' }),
  },
  { additionalProperties: false },
);

/** The users in a setting; undefined where it is no list of them. */
export function readDevUsers(text: string | undefined): readonly DevUser[] | undefined {
  try {
    const list: unknown = JSON.parse(text ?? '');
    if (!Array.isArray(list) || list.length === 0) return undefined;
    const users: DevUser[] = [];
    for (const one of list) {
      if (!Value.Check(DevUserShape, one)) return undefined;
      const { sub, role, municipality } = one;
      users.push({ sub, roles: [role], municipality });
    }
    return users;
  } catch {
    return undefined;
  }
}
