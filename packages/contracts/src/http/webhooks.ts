import { EVENT_TYPES, TEST_EVENT_TYPE } from '@boligtrapp/domain';
import { type Static, type TSchema, Type } from 'typebox';
import { PagingQuery, pageOf } from './paging.ts';
import { Instant, nullable, oneOf, Uuid, Version } from './primitives.ts';

const closed = { additionalProperties: false } as const;

const EventTypeName = oneOf([...EVENT_TYPES], { description: 'A type of event; see `GET /v1/event-types`.' });

const url = Type.String({
  minLength: 1,
  maxLength: 2_000,
  description:
    'Where events are posted: https, a host that the operator has allowed, no user name, no fragment.',
});
const eventTypes = Type.Array(EventTypeName, { minItems: 1, maxItems: 100 });

/** What is to be told where. */
export const WebhookSubscriptionRequest = Type.Object(
  { url, eventTypes },
  { ...closed, title: 'WebhookSubscriptionRequest' },
);

/** What of a subscription is to change. */
export const WebhookSubscriptionChange = Type.Object(
  { url: Type.Optional(url), eventTypes: Type.Optional(eventTypes) },
  { ...closed, title: 'WebhookSubscriptionChange', minProperties: 1 },
);

const subscriptionFields = {
  id: Uuid,
  url: Type.String(),
  eventTypes: Type.Array(Type.String()),
  state: oneOf(['active', 'paused', 'disabled']),
  formerSecretUntil: {
    ...nullable(Instant),
    description: 'Until then (exclusive) the secret before the last rotation signs, too.',
  },
  createdBy: Type.String(),
  createdAt: Instant,
  version: Version,
};

/** Another system that is told of events (hendelsesabonnement). */
export const WebhookSubscription = Type.Object(subscriptionFields, {
  ...closed,
  title: 'WebhookSubscription',
});
/** {@link WebhookSubscription} */
export type WebhookSubscription = Static<typeof WebhookSubscription>;

/** A subscription with a new secret. */
export const WebhookSubscriptionWithSecret = Type.Object(
  {
    ...subscriptionFields,
    secret: nullable(
      Type.String({
        description: 'Signs from now on (Standard Webhooks). Shown this once; null in the answer to a retry.',
      }),
    ),
  },
  { ...closed, title: 'WebhookSubscriptionWithSecret' },
);

/** A page of subscriptions. */
export const WebhookSubscriptionPage = pageOf('WebhookSubscriptionPage', WebhookSubscription);
/** Path of one subscription. */
export const WebhookSubscriptionParams = Type.Object({ webhookSubscriptionId: Uuid }, closed);

const Attempt = Type.Object(
  {
    attemptNumber: Type.Integer({ minimum: 1 }),
    outcome: oneOf(
      [
        'delivered',
        'refused',
        'redirected',
        'timed-out',
        'unreachable',
        'host-not-allowed',
        'address-not-allowed',
      ],
      {
        description:
          'What class of answer came. redirected: no redirect is followed. address-not-allowed: the name leads to an address that is not public.',
      },
    ),
    statusCode: nullable(Type.Integer({ description: 'HTTP status; null where no answer came.' })),
    attemptedAt: Instant,
  },
  closed,
);

/** An event on its way to a subscription. */
export const WebhookDelivery = Type.Object(
  {
    id: Uuid,
    subscriptionId: Uuid,
    state: oneOf(['pending', 'delivered', 'dead', 'withheld'], {
      description: 'dead: the attempts are used up. withheld: it is not sent any more.',
    }),
    attemptCount: Type.Integer({ minimum: 0 }),
    nextAttemptAt: { ...Instant, description: 'Not before then, while it is pending.' },
    eventId: { ...Uuid, description: 'Its `webhook-id`, the same in every attempt.' },
    eventType: Type.String(),
    subjectKind: Type.String(),
    subjectId: Uuid,
    occurredAt: Instant,
    attempts: Type.Array(Attempt),
  },
  { ...closed, title: 'WebhookDelivery' },
);

/** A page of deliveries. */
export const WebhookDeliveryPage = pageOf('WebhookDeliveryPage', WebhookDelivery);

/** Query of the deliveries of a subscription. */
export const WebhookDeliveryQuery = Type.Object(
  { ...PagingQuery, state: Type.Optional(oneOf(['pending', 'delivered', 'dead', 'withheld'])) },
  closed,
);
/** Path of one delivery. */
export const WebhookDeliveryParams = Type.Object(
  { webhookSubscriptionId: Uuid, webhookDeliveryId: Uuid },
  closed,
);

/** Which events are to be sent again. */
export const WebhookReplayRequest = Type.Object(
  {
    from: { ...Instant, description: 'Events that happened then or later.' },
    until: { ...Instant, description: 'Events that happened before then.' },
    onlyDead: Type.Boolean({ description: 'Only those whose attempts are used up.' }),
  },
  { ...closed, title: 'WebhookReplayRequest' },
);

/** How many are sent again. */
export const WebhookReplay = Type.Object(
  { replayedCount: Type.Integer({ minimum: 0, description: 'At most 1,000; ask again for the rest.' }) },
  { ...closed, title: 'WebhookReplay' },
);

/** An event that is sent to try a subscription. */
export const WebhookTest = Type.Object({ eventId: Uuid }, { ...closed, title: 'WebhookTest' });

/** The types of events there are. */
export const EventTypeList = Type.Object(
  {
    items: Type.Array(
      Type.Object({ type: Type.String(), subjectKind: Type.String(), summary: Type.String() }, closed),
    ),
  },
  { ...closed, title: 'EventTypeList' },
);

/** An event as it is posted: CloudEvents 1.0, structured, `application/cloudevents+json`. */
export const CloudEventSchema: TSchema = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Uuid,
    source: Type.String({ pattern: '^urn:uuid:[0-9a-f-]{36}$' }),
    type: oneOf([...EVENT_TYPES, TEST_EVENT_TYPE]),
    subject: Uuid,
    time: Instant,
    datacontenttype: Type.Literal('application/json'),
    data: Type.Object({ kind: Type.String(), id: Uuid }, closed),
  },
  { ...closed, title: 'CloudEvent' },
);
