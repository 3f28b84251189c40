import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about events that are sent to other systems. */
export const WEBHOOK_PROBLEMS = {
  'webhook-subscription.not-found': {
    status: 404,
    title: {
      nb: 'Hendelsesabonnementet finnes ikke.',
      nn: 'Hendingsabonnementet finst ikkje.',
      en: 'The webhook subscription does not exist.',
    },
    explanation: 'No subscription of your municipality has this id.',
  },
  'webhook-delivery.not-found': {
    status: 404,
    title: {
      nb: 'Leveransen finnes ikke.',
      nn: 'Leveransen finst ikkje.',
      en: 'The delivery does not exist.',
    },
    explanation:
      'Nothing with this id was sent to the subscription; it is older than 90 days; or it is about a case that does not exist for you.',
  },
  'webhook-subscription.disabled': {
    status: 409,
    title: {
      nb: 'Hendelsesabonnementet er avsluttet.',
      nn: 'Hendingsabonnementet er avslutta.',
      en: 'The webhook subscription has ended.',
    },
    explanation: 'Nothing is sent to it any more, and it cannot be changed. Make another one.',
  },
  'webhook-subscription.url-refused': {
    status: 422,
    title: {
      nb: 'Adressen kan ikke brukes.',
      nn: 'Adressa kan ikkje brukast.',
      en: 'The address cannot be used.',
    },
    explanation:
      'It must be an https address of a host that the operator has allowed (WEBHOOK_ALLOWED_HOSTS), without user name, password or fragment. `facts.fault` says which of it is not so.',
  },
  'webhook.not-configured': {
    status: 503,
    title: {
      nb: 'Hendelser er ikke slått på.',
      nn: 'Hendingar er ikkje slått på.',
      en: 'Webhooks are not switched on.',
    },
    explanation:
      'The installation has no key for the secrets of subscriptions. The operator sets WEBHOOK_KEY_ID and WEBHOOK_ENCRYPTION_KEY.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
