import type { WebhookEventRow } from '@boligtrapp/database';

/** An event as it is sent: CloudEvents 1.0 in its structured form. It names a thing by its id, and tells nothing of it. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  /** The municipality, by its id. */
  readonly source: string;
  readonly type: string;
  /** Id of what it is about. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: { readonly kind: string; readonly id: string };
}

/** The media type of {@link CloudEvent}. */
export const CLOUD_EVENT_TYPE = 'application/cloudevents+json';

/** The event as it is sent; the same bytes for the same event. */
export function toCloudEvent(municipalityId: string, event: WebhookEventRow): CloudEvent {
  return {
    specversion: '1.0',
    id: event.id,
    source: `urn:uuid:${municipalityId}`,
    type: event.eventType,
    subject: event.subjectId,
    time: event.occurredAt,
    datacontenttype: 'application/json',
    data: { kind: event.subjectKind, id: event.subjectId },
  };
}
