import { createServer, type Server } from 'node:http';
import type { IdentityProviders } from '../identity/identity-settings.ts';
import type { DevIdentitySettings, DevUser } from './dev-identity-settings.ts';
import { createDevIssuer } from './dev-issuer.ts';
import { createDevMaskinporten } from './dev-maskinporten.ts';

/** The stand-ins of development, listening. */
export interface DevIdentity {
  /** What the API is told: the same as it would be of real ones. */
  readonly providers: IdentityProviders;
  readonly url: string;
  close(): Promise<void>;
}

/** What {@link startDevIdentity} needs beside the settings. */
export interface DevIdentityOptions {
  /** Address on which to listen; a container listens on all of its own. */
  readonly host: string;
  /** Where the API may be reached beside loopback addresses. */
  readonly publicUrl: string | undefined;
  /** Port of the API, where it is known. */
  readonly apiPort: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Starts an identity provider and a stand-in of Maskinporten on a listener of their own. They let anybody be anybody:
 * the settings refuse them in production, and so does this.
 */
export async function startDevIdentity(
  settings: Omit<DevIdentitySettings, 'users'> & { readonly users: () => readonly DevUser[] },
  options: DevIdentityOptions,
): Promise<DevIdentity> {
  const { server, port } = await listen(options.host, settings.port);
  const url = `http://127.0.0.1:${port}`;
  const issuer = createDevIssuer(url, settings.users, apiOrigins(options));
  const maskinporten = createDevMaskinporten(url);
  server.on('request', (request, response) => {
    const answer = async (): Promise<void> => {
      if (!(await maskinporten.handle(request, response))) await issuer.handle(request, response);
    };
    answer().catch((error: unknown) => {
      options.onError(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return {
    providers: { staffIssuers: [issuer.settings], maskinporten: maskinporten.settings },
    url,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function apiOrigins({ publicUrl, apiPort }: DevIdentityOptions): readonly string[] {
  const own = publicUrl === undefined ? [] : [new URL(publicUrl).origin];
  const port = apiPort === 0 ? '' : `:${apiPort}`;
  return [...new Set([`http://127.0.0.1${port}`, `http://localhost${port}`, ...own])];
}

async function listen(
  host: string,
  wanted: number,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port: wanted }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return { server, port: address.port };
}
