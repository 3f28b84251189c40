import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(path, 'utf8');
const DOCKERFILE = read('services/api/Dockerfile');
const COMPOSE = read('docker-compose.yml');

test('the image is one for production, whatever it is started with', () => {
  expect(DOCKERFILE.match(/NODE_ENV=\S+/g)).toEqual(['NODE_ENV=production']);
  expect(COMPOSE).not.toContain('NODE_ENV');
});

test('the image has the services and what they need, and nothing that is for tests or development', () => {
  const install = /install --frozen-lockfile .*/.exec(DOCKERFILE.replaceAll('\\\n', ' '))?.[0] ?? '';
  expect(install).toContain('--prod');
  // Without a filter every package of the workspace is installed, that of the tests among them.
  for (const service of ['api', 'worker', 'cli']) {
    expect(install).toContain(`--filter-prod "@boligtrapp/${service}..."`);
    const [, dependencies = ''] =
      /"dependencies": \{([^}]*)\}/.exec(read(`services/${service}/package.json`)) ?? [];
    expect(dependencies).toContain('workspace:');
    expect(dependencies).not.toMatch(/testing|oidc-provider|vitest/);
  }
  expect(DOCKERFILE).toMatch(/rm -rf .*packages\/testing/);
});

test('nobody is let in by the compose file but through a provider that is named', () => {
  expect(COMPOSE).not.toContain('DEV_IDENTITY');
  for (const name of ['PUBLIC_URL', 'STAFF_ISSUERS_FILE'])
    expect(COMPOSE).toMatch(new RegExp(`\\$\\{${name}:\\?`));
});
