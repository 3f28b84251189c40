import { expect, it } from 'vitest';
import { signWebhook, toWebhookSecret } from './sign-webhook.ts';

it('signs as the example of Standard Webhooks has it', () => {
  const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
  const content = {
    id: 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
    timestamp: 1_649_367_553,
    body: '{"email":"test@example.com","username":"test_user"}',
  };
  expect(signWebhook(content, [secret])).toEqual({
    'webhook-id': content.id,
    'webhook-timestamp': '1649367553',
    'webhook-signature': 'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=',
  });
});

it('signs with each secret', () => {
  const secrets = ['00', '01'].map((byte) => toWebhookSecret(byte.repeat(32)));
  const content = { id: 'a', timestamp: 1, body: '{}' };
  const [one, other] = secrets.map((secret) => signWebhook(content, [secret])['webhook-signature']);
  expect(signWebhook(content, secrets)['webhook-signature']).toBe(`${one} ${other}`);
  expect(one).not.toBe(other);
});
