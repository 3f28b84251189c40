import type { StaffSessionState } from '@boligtrapp/domain';

/** Why a session ended. */
export type SessionEndReason =
  | 'signed-out'
  | 'signed-out-everywhere'
  /** The same browser signed in again. */
  | 'signed-in-anew'
  | 'idle'
  | 'expired'
  /** The identity provider vouches for the user no longer. */
  | 'revoked'
  /** The identity provider names another role, user or municipality. */
  | 'rights-changed'
  | 'issuer-signed-out'
  | 'ended-by-administrator';

/** A session without its secrets. */
export interface StaffSessionRow {
  readonly municipalityId: string;
  readonly id: string;
  /** Id of the user at the identity provider. */
  readonly actor: string;
  readonly role: string;
  readonly issuer: string;
  readonly issuerSubject: string;
  readonly issuerSession: string | null;
  readonly state: StaffSessionState;
  readonly signedInAt: string;
  readonly usedAt: string;
  readonly confirmedAt: string;
  readonly expiresAt: string;
}

/** A session to be stored; both hash and refresh token mean nothing to whoever reads the table. */
export interface NewStaffSession extends Omit<StaffSessionRow, 'state' | 'usedAt' | 'municipalityId'> {
  readonly tokenHash: Uint8Array;
  readonly sealedRefreshToken: Uint8Array;
}

/** Columns of {@link StaffSessionRow} but for the state. */
export const SESSION_COLUMNS = [
  'municipality_id as municipalityId',
  'id',
  'actor',
  'role',
  'issuer',
  'issuer_subject as issuerSubject',
  'issuer_session as issuerSession',
  'signed_in_at as signedInAt',
  'used_at as usedAt',
  'confirmed_at as confirmedAt',
  'expires_at as expiresAt',
] as const;
