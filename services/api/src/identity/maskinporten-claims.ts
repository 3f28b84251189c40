import { PERMISSIONS, type Permission } from '@boligtrapp/use-cases';
import type { JWTPayload } from 'jose';

/** How an organisation is named (ISO 6523): `0192` is the Central Coordinating Register for Legal Entities. */
const ORGANISATION = /^0192:(\d{9})$/;
const AUTHORITY = 'iso6523-actorid-upis';

/** What each scope, after the prefix, opens; all of it is in the role `integration`. */
export const SCOPES: Readonly<Record<string, readonly Permission[]>> = {
  'boligtrapp/boliger.les': ['places.read', 'dwellings.read', 'ladder.read'],
  'boligtrapp/boliger.skriv': ['dwellings.write', 'imports.read', 'imports.write'],
  'boligtrapp/drift.les': ['metrics.read'],
};

/** What a token of Maskinporten says. */
export interface MaskinportenClaims {
  /** Organisation number of the municipality for which the machine asks. */
  readonly consumer: string;
  /** Organisation number of the supplier that asks on its behalf, if any. */
  readonly supplier: string | undefined;
  /** Where the supplier was authorised, if it says so. */
  readonly delegationSource: string | undefined;
  readonly permissions: ReadonlySet<Permission>;
}

/**
 * Reads the claims of a token whose signature, issuer, audience and times hold. Undefined where it names no
 * organisation as it should, or no scope of ours: such a token is meant for somebody else. `client_id` is not looked at:
 * it says who wrote the program, and not for whom it speaks.
 */
export function readMaskinportenClaims(
  payload: JWTPayload,
  scopePrefix: string,
): MaskinportenClaims | undefined {
  const consumer = organisationOf(payload['consumer']);
  const hasSupplier = payload['supplier'] !== undefined;
  const supplier = hasSupplier ? organisationOf(payload['supplier']) : undefined;
  const permissions = permissionsOf(payload['scope'], scopePrefix);
  if (consumer === undefined || (hasSupplier && supplier === undefined) || permissions === undefined) {
    return undefined;
  }
  const source = payload['delegation_source'];
  return {
    consumer,
    supplier,
    delegationSource: typeof source === 'string' ? source.slice(0, 200) : undefined,
    permissions,
  };
}

function organisationOf(claim: unknown): string | undefined {
  if (typeof claim !== 'object' || claim === null || !('authority' in claim) || !('ID' in claim)) {
    return undefined;
  }
  if (claim.authority !== AUTHORITY || typeof claim.ID !== 'string') return undefined;
  return ORGANISATION.exec(claim.ID)?.[1];
}

function permissionsOf(scope: unknown, prefix: string): ReadonlySet<Permission> | undefined {
  if (typeof scope !== 'string') return undefined;
  const names = scope
    .split(' ')
    .filter((name) => name.startsWith(`${prefix}:`))
    .map((name) => name.slice(prefix.length + 1))
    .filter((name) => Object.hasOwn(SCOPES, name));
  if (names.length === 0) return undefined;
  const granted = names.flatMap((name) => SCOPES[name] ?? []);
  return new Set<Permission>([
    ...granted.filter((permission) => PERMISSIONS.integration.has(permission)),
    'me.read',
  ]);
}
