import { describe, expect, it } from 'vitest';
import { koboSettings } from './kobo-settings.ts';

const ENTRY = {
  kommunenummer: '3201',
  baseUrl: 'https://kobo.example/v1/',
  apiKey: 'an-api-key-of-some-length',
  webhookKeys: ['a-webhook-key-of-some-length'],
};

function read(entries: unknown, more: Readonly<Record<string, string>> = {}) {
  return koboSettings({ KOBO_SETTINGS: JSON.stringify(entries), KOBO_HOSTS: 'kobo.example', ...more });
}

describe('the settings of Kobo', () => {
  it('are none where nothing is set', () => {
    expect(koboSettings({})).toEqual({ value: new Map() });
  });

  it('are read by municipality, with what is not published as it is by default', () => {
    expect(read([ENTRY])).toEqual({
      value: new Map([
        [
          '3201',
          {
            ...ENTRY,
            baseUrl: 'https://kobo.example/v1',
            apiKeyHeader: 'x-api-key',
            webhookKeyHeader: 'x-api-key',
            webhookIdField: 'koboId',
          },
        ],
      ]),
    });
  });

  it.each([
    ['a host that is not allowed', [{ ...ENTRY, baseUrl: 'https://elsewhere.example' }]],
    ['a host that only looks like one', [{ ...ENTRY, baseUrl: 'https://kobo.example.evil.example' }]],
    ['a user in the address', [{ ...ENTRY, baseUrl: 'https://kobo.example@evil.example' }]],
    ['HTTP', [{ ...ENTRY, baseUrl: 'http://kobo.example' }]],
    ['a network of this machine', [{ ...ENTRY, baseUrl: 'https://169.254.169.254' }]],
    ['three webhook keys', [{ ...ENTRY, webhookKeys: ['a', 'b', 'c'].map((key) => key.repeat(20)) }]],
    ['a short webhook key', [{ ...ENTRY, webhookKeys: ['short'] }]],
    ['no key', [{ ...ENTRY, apiKey: undefined }]],
    ['a key that would break a header', [{ ...ENTRY, apiKey: 'an-api-key-of-some\nlength' }]],
    ['an unknown name', [{ ...ENTRY, apikey: 'x' }]],
    ['a municipality twice', [ENTRY, ENTRY]],
    ['no list', ENTRY],
  ])('refuse %s, and tell no value', (_what, entries) => {
    const result = read(entries);
    expect(result).toHaveProperty('fault');
    expect(JSON.stringify(result)).not.toMatch(/key-of-some|evil|elsewhere/);
  });

  it('allow HTTP to this machine, but not in production', () => {
    const here = [{ ...ENTRY, baseUrl: 'http://127.0.0.1:4000' }];
    expect(read(here)).toHaveProperty('value');
    expect(read(here, { NODE_ENV: 'production' })).toHaveProperty('fault');
  });
});
