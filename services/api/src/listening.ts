import { createServer, type Server } from 'node:http';
import { every } from '@boligtrapp/platform';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics/metrics.ts';

/** How often connections that became idle are closed while the server stops. */
const IDLE_CHECK_MS = 50;

/**
 * Stops listening, lets requests under way finish and closes the connections that callers keep open: one that
 * still has a request when the stop begins is idle only after its answer, so looking once is not enough.
 */
export async function stopListening(app: FastifyInstance): Promise<void> {
  const sweep = every(IDLE_CHECK_MS, () => app.server.closeIdleConnections(), { onError: () => undefined });
  try {
    await app.close();
  } finally {
    await sweep.stop();
  }
}

/** Serves the metrics on a port of their own, to whoever can reach it. */
export async function listenForMetrics(
  metrics: Metrics,
  address: { readonly host: string; readonly port: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.render().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address.host, port: address.port }, resolve);
  });
  return server;
}

/** Stops serving the metrics. */
export async function stopMetrics(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
