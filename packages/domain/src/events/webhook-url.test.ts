import { expect, it } from 'vitest';
import { findWebhookUrlFault } from './webhook-url.ts';

const HOSTS = { allowed: ['hooks.example.no', 'alt.example.no:8443', '*.kommune.no'], allowsLoopback: false };

it.each([
  ['https://hooks.example.no/in', undefined],
  ['https://HOOKS.example.no/in?a=b', undefined],
  ['https://hooks.example.no:443/', undefined],
  ['https://alt.example.no:8443/', undefined],
  ['https://arkiv.kommune.no/', undefined],
  ['https://a.b.kommune.no/', undefined],
  ['https://kommune.no/', 'host-not-allowed'],
  ['https://evilkommune.no/', 'host-not-allowed'],
  ['https://hooks.example.no.evil.test/', 'host-not-allowed'],
  ['https://hooks.example.no:8443/', 'host-not-allowed'],
  ['https://alt.example.no/', 'host-not-allowed'],
  ['https://10.0.0.1/', 'host-not-allowed'],
  ['https://hooks.example.no./', 'host-not-allowed'],
  ['http://hooks.example.no/', 'not-https'],
  ['ftp://hooks.example.no/', 'not-https'],
  ['http://localhost:9/', 'not-https'],
  ['https://user:pass@hooks.example.no/', 'malformed'],
  ['https://hooks.example.no/#part', 'malformed'],
  [`https://hooks.example.no/${'a'.repeat(2_000)}`, 'malformed'],
  ['no address', 'malformed'],
  ['', 'malformed'],
])('%s is %s', (url, fault) => {
  expect(findWebhookUrlFault(url, HOSTS)).toBe(fault);
});

it.each(['http://localhost:4000/in', 'https://127.0.0.1:4000/', 'http://[::1]:4000/'])(
  'the own machine may be called in development only: %s',
  (url) => {
    expect(findWebhookUrlFault(url, { allowed: [], allowsLoopback: true })).toBeUndefined();
    expect(findWebhookUrlFault(url, { allowed: [], allowsLoopback: false })).toBeDefined();
  },
);

it.each(['http://localhost.example.no/', 'http://127.0.0.2/', 'http://192.168.0.1/'])(
  'nothing else goes without TLS in development, either: %s',
  (url) => {
    expect(findWebhookUrlFault(url, { allowed: [], allowsLoopback: true })).toBe('not-https');
  },
);
