import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What the process counts, in a registry of its own. */
export interface Metrics {
  /** Prometheus text. */
  render(): Promise<string>;
  readonly contentType: string;
  /** Notes one answered request; `route` is the route as declared, never an address. */
  observeRequest(labels: { method: string; route: string; status: number }, seconds: number): void;
}

/** Metrics with the figures of the process (memory, event loop, CPU) when `withProcess` is set. */
export function createMetrics(withProcess: boolean): Metrics {
  const registry = new Registry();
  if (withProcess) collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'boligtrapp_http_request_duration_seconds',
    help: 'Time until a request was answered',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    render: () => registry.metrics(),
    contentType: registry.contentType,
    observeRequest: (labels, seconds) => {
      duration.observe(labels, seconds);
    },
  };
}
