import { type Db, findMunicipalityId } from '@boligtrapp/database';
import { type Clock, type Logger, sleep } from '@boligtrapp/platform';
import type { AppDeps } from '../app.ts';
import type { IdentityProviders, IdentitySettings } from './identity-settings.ts';
import { createMaskinportenVerifier } from './maskinporten-verifier.ts';
import { rememberCallers } from './remember-callers.ts';
import { rememberFound } from './remember-found.ts';
import { createStaffIssuers } from './staff-issuers.ts';
import { createStaffSessions } from './staff-sessions.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** Parts that say who asks. */
export type IdentityDeps = Pick<AppDeps, 'verifyToken' | 'staffIssuers' | 'staffSessions' | 'identityDb'>;

/** Wires who vouches for staff and machines. Asks nobody yet. */
export function composeIdentity(from: {
  readonly db: Db;
  /** As the role `identity`. */
  readonly identityDb: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: Pick<IdentitySettings, 'sessionIdleMs' | 'sessionLifetimeMs' | 'allowsHttp'>;
  readonly providers: IdentityProviders;
}): IdentityDeps {
  const { db, identityDb, clock, settings, providers } = from;
  const nowMs = (): number => Temporal.Instant.from(clock.now()).epochMilliseconds;
  const staffIssuers = createStaffIssuers(providers.staffIssuers, {
    nowMs,
    allowsHttp: settings.allowsHttp,
    findMunicipalityId: async (kommunenummer) => await findMunicipalityId(identityDb, { kommunenummer }),
    onFault: (what, error) => from.logger.warn({ err: error }, what),
  });
  return {
    identityDb,
    staffIssuers,
    staffSessions: createStaffSessions({
      db,
      identityDb,
      clock,
      staffIssuer: staffIssuers,
      idleMs: settings.sessionIdleMs,
      lifetimeMs: settings.sessionLifetimeMs,
      pause: async (ms) => void (await sleep(ms)),
    }),
    verifyToken: machineVerifier(providers, identityDb, nowMs),
  };
}

function machineVerifier(
  { maskinporten }: IdentityProviders,
  identityDb: Db,
  nowMs: () => number,
): TokenVerifier {
  if (maskinporten === undefined) return async () => await Promise.resolve(undefined);
  const find = async (organisationNumber: string): Promise<string | undefined> =>
    await findMunicipalityId(identityDb, { organisationNumber });
  // Which municipality an organisation is does not change; asking for every request would cost as much as the request.
  const findRemembered = rememberFound(find, nowMs);
  return rememberCallers(
    createMaskinportenVerifier(maskinporten, { nowMs, findMunicipalityId: findRemembered }),
    nowMs,
  );
}
