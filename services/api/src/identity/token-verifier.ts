import type { Permission, Role } from '@boligtrapp/use-cases';

/** For whom an access token speaks, once it is verified. */
export interface VerifiedCaller {
  /** Stands in the traces. */
  readonly id: string;
  readonly role: Role;
  readonly municipalityId: string;
  /** What the scopes of the token leave of the role; all of it where nothing is said. */
  readonly narrowedTo?: ReadonlySet<Permission>;
  /** What every line in the log of this request says beside it: organisations, no person. */
  readonly logContext?: Readonly<Record<string, string>>;
}

/**
 * Gives for whom a valid access token speaks, or undefined for any other text; never says what is wrong with it.
 *
 * @throws {AuthenticationError} where the token is valid and still leads nowhere, or nobody could be asked.
 */
export type TokenVerifier = (token: string) => Promise<VerifiedCaller | undefined>;
