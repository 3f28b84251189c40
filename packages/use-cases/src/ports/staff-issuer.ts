import type { Role } from '../actor/permissions.ts';

/** Roles that somebody of the staff can have; machines have the role `integration` and no session. */
export type StaffRole = Exclude<Role, 'integration'>;

/** Somebody for whom the identity provider of a municipality vouches. */
export interface StaffIdentity {
  readonly issuer: string;
  readonly issuerSubject: string;
  /** Id of the session at the identity provider, where it gives one. */
  readonly issuerSession: string | null;
  /** Id of the user, as attendance, recusals and the audit trail know it. */
  readonly actorId: string;
  /** As colleagues know them; null where the identity provider gives none. */
  readonly name: string | null;
  readonly role: StaffRole;
  readonly municipalityId: string;
}

/** What the identity provider says of somebody who signed in some time ago. */
export type Confirmation =
  | { readonly kind: 'confirmed'; readonly identity: StaffIdentity }
  /** It vouches for the user no longer, or no longer for a role here. */
  | { readonly kind: 'refused' }
  /** It does not answer, or not as it should; that says nothing of the user. */
  | { readonly kind: 'unreachable' };

/** Stores a refresh token that took the place of the one that was used. */
export type KeepRefreshToken = (rotated: string) => Promise<void>;

/** An adapter has the rotated refresh token, or has given up, so long after it was asked, in milliseconds. */
export const EXCHANGE_LIMIT_MS = 6_000;

/** Asks identity providers whether what they said still holds. Never rejects. */
export interface StaffIssuer {
  /**
   * A refresh token counts once: where the provider gives another one, `keep` is called with it before anything else
   * that could fail, and within {@link EXCHANGE_LIMIT_MS}.
   */
  confirm(issuer: string, refreshToken: string, keep: KeepRefreshToken): Promise<Confirmation>;
}
