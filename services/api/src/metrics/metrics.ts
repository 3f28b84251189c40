import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Watch } from '../health/watch.ts';

/** What the process counts, in a registry of its own. */
export interface Metrics {
  /** Prometheus text. */
  render(): Promise<string>;
  readonly contentType: string;
  /** Notes one answered request; `route` is the route as declared, never an address. */
  observeRequest(labels: { method: string; route: string; status: number }, seconds: number): void;
}

/**
 * Metrics with the figures of the process (memory, event loop, CPU) when `withProcess` is set, and with the work that
 * waits for workers where there is a `watch`. While the database does not answer, those figures are left out.
 */
export function createMetrics(withProcess: boolean, watch?: Watch): Metrics {
  const registry = new Registry();
  if (withProcess) collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'boligtrapp_http_request_duration_seconds',
    help: 'Time until a request was answered',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const showWaiting = watch === undefined ? async () => {} : waitingGauges(registry, watch);
  return {
    render: async () => {
      await showWaiting();
      return await registry.metrics();
    },
    contentType: registry.contentType,
    observeRequest: (labels, seconds) => {
      duration.observe(labels, seconds);
    },
  };
}

/** Registers the gauges of what waits; the answer reads it anew. */
function waitingGauges(registry: Registry, watch: Watch): () => Promise<void> {
  const gauge = (name: string, help: string): ((value: number | null) => void) => {
    // A gauge without labels shows 0 where it has no value; one with an empty set of labels is left out.
    const one = new Gauge({ name: `boligtrapp_${name}`, help, labelNames: ['none'], registers: [registry] });
    return (value) => {
      one.reset();
      if (value !== null) one.set({}, value);
    };
  };
  const outboxAge = gauge(
    'outbox_oldest_due_age_seconds',
    'Time that the oldest effect has waited for a worker',
  );
  const nightAge = gauge('rotation_oldest_due_age_seconds', 'Time that the oldest owed night has waited');
  const jobAge = gauge('oldest_due_job_age_seconds', 'The greater of the two ages of what waits');
  const runAge = gauge(
    'rotation_last_run_age_seconds',
    'Time since the last night was finished, of the municipality where that is longest ago',
  );
  const waiting = gauge('rotation_nights_waiting', 'Nights that are owed, of all municipalities');
  const failed = gauge('rotation_nights_failed', 'Nights that were given up, of all municipalities');
  return async () => {
    const read = await Promise.all([watch.readOutboxSeconds(), watch.readNights()]).catch(() => undefined);
    const [outboxSeconds, nights] = read ?? [null, null];
    outboxAge(outboxSeconds);
    nightAge(nights?.oldestDueSeconds ?? null);
    jobAge(nights === null ? null : Math.max(outboxSeconds ?? 0, nights.oldestDueSeconds));
    runAge(nights?.lastFinishedSeconds ?? null);
    waiting(nights?.waitingCount ?? null);
    failed(nights?.failedCount ?? null);
  };
}
