import { createLogger } from '@boligtrapp/platform';
import { buildApp } from '../app.ts';
import { compose } from '../compose.ts';
import type { ApiConfig } from '../config.ts';
import type { IdentityProviders } from '../identity/identity-settings.ts';

/** Settings with which nothing is reached; the routes are the same with any. */
const NOWHERE: ApiConfig = {
  port: 0,
  host: '127.0.0.1',
  publicUrl: undefined,
  databaseUrl: 'postgresql://nobody@127.0.0.1:1/nowhere',
  metricsPort: 0,
  kobo: new Map(),
  nodeEnv: 'development',
  identityKeyId: 'none',
  identityNumbers: undefined,
  fileScanner: null,
  identityEncryptionKey: new Uint8Array(32).fill(1),
  identityOtherKeys: {},
  identityLookupKeyId: 'none',
  identityLookupKey: new Uint8Array(32).fill(2),
  identityOtherLookupKeys: {},
  addressKeyId: 'none',
  addressEncryptionKey: new Uint8Array(32).fill(3),
  addressOtherKeys: {},
  webhookKeyId: undefined,
  webhookEncryptionKey: undefined,
  webhookOtherKeys: {},
  webhookAllowedHosts: [],
  webhookLoopback: 'refused',
  protectedDatabaseUrl: undefined,
  pagesFolder: undefined,
  auditKey: new Uint8Array(32),
  auditKeyId: 'none',
  solverThreads: 1,
  requestsPerMinute: 600,
  trustedProxies: [],
  logLevel: 'silent',
  identity: {
    providers: { staffIssuers: [], maskinporten: undefined },
    sessionIdleMs: 1,
    sessionLifetimeMs: 1,
    allowsHttp: false,
  },
};
const NOBODY: IdentityProviders = { staffIssuers: [], maskinporten: undefined };

/** The description of the API (OpenAPI 3.1), the same for the same code. Needs no database. */
export async function describeApi(): Promise<object> {
  const composition = compose(NOWHERE, NOBODY, createLogger({ service: 'api', level: 'silent' }));
  const app = buildApp(composition.deps);
  try {
    await app.ready();
    return app.swagger();
  } finally {
    await app.close();
    await composition.close();
  }
}
