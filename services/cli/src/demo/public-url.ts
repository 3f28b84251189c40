/**
 * The address under which a local start is reached, as setting: a calendar program cannot read a link without a host.
 * Nothing where the port is only known once the API listens, or where it listens on every address of the machine.
 */
export function publicUrlOf(environment: NodeJS.ProcessEnv): { readonly PUBLIC_URL?: string } {
  const port = environment['PORT'] ?? '3000';
  const isLocal = (environment['HOST'] ?? '127.0.0.1') === '127.0.0.1';
  return isLocal && /^[1-9]\d*$/.test(port) ? { PUBLIC_URL: `http://127.0.0.1:${port}` } : {};
}
