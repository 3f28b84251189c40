import { existsSync } from 'node:fs';
import { type RequestOptions, request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Whether a Docker engine answers, and when not, why it was passed over. */
export type DockerEngine = { readonly isThere: true } | { readonly isThere: false; readonly reason: string };

const PING_TIMEOUT_MS = 1_000;

/** Asks the Docker engine for a sign of life; the answer comes within about a second. */
export async function findDockerEngine(environment: NodeJS.ProcessEnv): Promise<DockerEngine> {
  const host = environment['DOCKER_HOST'];
  if (host !== undefined && host !== '') return await ping(toAddress(host), host);
  const sockets = ['/var/run/docker.sock', join(homedir(), '.docker', 'run', 'docker.sock')];
  const runtimeFolder = environment['XDG_RUNTIME_DIR'];
  if (runtimeFolder !== undefined) sockets.push(join(runtimeFolder, 'docker.sock'));
  const socket = sockets.find((path) => existsSync(path));
  if (socket === undefined) return { isThere: false, reason: 'no Docker engine here' };
  return await ping({ socketPath: socket }, socket);
}

function toAddress(host: string): RequestOptions {
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  const url = URL.parse(host);
  return { host: url?.hostname ?? host, port: url?.port ?? '2375' };
}

function ping(address: RequestOptions, shown: string): Promise<DockerEngine> {
  return new Promise((resolve) => {
    const refuse = (why: string): void => {
      resolve({ isThere: false, reason: `the Docker engine at ${shown} does not answer (${why})` });
    };
    // An own timer: the request's `timeout` counts silence on the socket, not the time until it connects.
    const timer = setTimeout(() => {
      refuse(`nothing within ${PING_TIMEOUT_MS} ms`);
      asked.destroy();
    }, PING_TIMEOUT_MS);
    const asked = request({ ...address, path: '/_ping', method: 'GET', agent: false }, (response) => {
      clearTimeout(timer);
      response.resume();
      if (response.statusCode === 200) resolve({ isThere: true });
      else refuse(`status ${response.statusCode}`);
    });
    asked.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      refuse(error.code ?? error.name);
    });
    asked.end();
  });
}
