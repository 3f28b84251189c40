import type { StaffRole } from '@boligtrapp/use-cases';

/** Where in the token of an identity provider stands what, and what it means here. */
export interface StaffIssuerSettings {
  /** Name of the provider in addresses of ours: lower-case letters, digits and hyphens. */
  readonly id: string;
  /** Exactly as it stands in `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** Claim with the id of the user, which must never be given to another one. */
  readonly userClaim: string;
  /** Goes before the id of each user here, so that nobody of another provider can have it; empty, or ends in a colon. */
  readonly userPrefix: string;
  /** Claim with the app roles. */
  readonly roleClaim: string;
  /** Role here by app role there. */
  readonly roles: Readonly<Record<string, StaffRole>>;
  /** Methods (`amr`) of which a sign-in must have used every one, and levels (`acr`) of which it must have one. */
  readonly strength: WantedStrength;
  /** The municipality of everybody, or the one that a claim leads to. */
  readonly municipality:
    | { readonly kommunenummer: string }
    | { readonly claim: string; readonly kommunenummerByValue: Readonly<Record<string, string>> };
}

/** How strong a sign-in must have been; empty lists ask for nothing. */
export interface WantedStrength {
  readonly amr: readonly string[];
  readonly acr: readonly string[];
}

/** Somebody as the claims of a verified ID token describe them. */
export type ReadClaims =
  | {
      readonly kind: 'somebody';
      readonly actorId: string;
      /** The claim `name`, where it is one. */
      readonly name: string | null;
      readonly kommunenummer: string;
      readonly role: StaffRole | 'none' | 'several';
    }
  /** No user that could be written into a trace, or no municipality. */
  | { readonly kind: 'nobody'; readonly because: 'user-unusable' | 'municipality-unknown' };

/** What machines are called in the traces. */
const MACHINES = '0192:';
const USABLE_ID = /^[\x21-\x7e]{1,200}$/;

/**
 * Reads who somebody is. An id is bound to its provider: none begins with what stands for the users of another one, or
 * for machines. Several roles are no role: whoever prepares a case must not also decide it, and which of them
 * was meant is not ours to guess.
 */
export function readStaffClaims(
  claims: Readonly<Record<string, unknown>>,
  settings: Pick<StaffIssuerSettings, 'userClaim' | 'userPrefix' | 'roleClaim' | 'roles' | 'municipality'>,
  prefixes: readonly string[],
): ReadClaims {
  const user = claims[settings.userClaim];
  const { userPrefix } = settings;
  const actorId = typeof user === 'string' && user !== '' ? `${userPrefix}${user}` : '';
  const ofOthers = [MACHINES, ...prefixes].filter((prefix) => prefix !== '' && prefix !== userPrefix);
  if (!USABLE_ID.test(actorId) || ofOthers.some((prefix) => actorId.startsWith(prefix))) {
    return { kind: 'nobody', because: 'user-unusable' };
  }
  const kommunenummer = kommunenummerOf(claims, settings.municipality);
  if (kommunenummer === undefined) return { kind: 'nobody', because: 'municipality-unknown' };
  const role = roleOf(claims[settings.roleClaim], settings);
  return { kind: 'somebody', actorId, name: nameOf(claims['name']), kommunenummer, role };
}

const LONGEST_NAME = 200;

function nameOf(claim: unknown): string | null {
  const name = typeof claim === 'string' ? claim.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim() : '';
  return name === '' ? null : name.slice(0, LONGEST_NAME);
}

/** Whether the claims of a sign-in say that it was as strong as is asked for. What they do not say does not count. */
export function hasWantedStrength(
  claims: Readonly<Record<string, unknown>>,
  { amr, acr }: WantedStrength,
): boolean {
  const { amr: methods, acr: level } = claims;
  const used: readonly unknown[] = Array.isArray(methods) ? methods : [];
  const hasLevel = acr.length === 0 || (typeof level === 'string' && acr.includes(level));
  return hasLevel && amr.every((method) => used.includes(method));
}

function kommunenummerOf(
  claims: Readonly<Record<string, unknown>>,
  municipality: StaffIssuerSettings['municipality'],
): string | undefined {
  if ('kommunenummer' in municipality) return municipality.kommunenummer;
  const value = claims[municipality.claim];
  const { kommunenummerByValue } = municipality;
  return typeof value === 'string' && Object.hasOwn(kommunenummerByValue, value)
    ? kommunenummerByValue[value]
    : undefined;
}

function roleOf(
  claim: unknown,
  { roles }: Pick<StaffIssuerSettings, 'roles'>,
): StaffRole | 'none' | 'several' {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const known = new Set(
    values.flatMap((value) => {
      const role = typeof value === 'string' && Object.hasOwn(roles, value) ? roles[value] : undefined;
      return role === undefined ? [] : [role];
    }),
  );
  const [role] = known;
  if (role === undefined) return 'none';
  return known.size === 1 ? role : 'several';
}
