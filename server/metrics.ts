import { performance } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** What a figure is called and what it says, in one sentence without a full stop. */
export interface Named {
  /** As Prometheus wants it: `kept_…`, with its unit, `_total` when it only grows. */
  name: string;
  help: string;
}

/** A label and every value it can have: a stranger cannot make the figures grow. */
export interface Labelled extends Named {
  label: string;
  values: readonly string[];
}

/**
 * Figures of this process for Prometheus. Each part adds its own when it is opened; none carries an id or any content.
 * What happens often is counted in a plain number and read when somebody asks.
 */
export interface Metrics {
  /** Something that is read when somebody asks. */
  gauge(named: Named, read: () => number | Promise<number>): void;
  /** The same for several things at once, by what they are called; one that is not there has no figure. */
  gauges(named: Named, label: string, read: () => Promise<ReadonlyMap<string, number>>): void;
  /** Something that only grows and that somebody else counts. */
  total(named: Named, read: () => number): void;
  /** Gives a function that counts one more. */
  counter(named: Named): () => void;
  /** Gives a function that counts one more of a kind; one that is not in the list counts as "other". */
  counters(labelled: Labelled): (value: string) => void;
  /** Gives a function that notes one value; `buckets` are upper bounds. */
  histogram(named: Named, buckets: readonly number[]): (value: number) => void;
  /** The same by two labels, whose values the caller bounds. */
  histogramBy<L extends string>(
    named: Named,
    labels: readonly L[],
    buckets: readonly number[],
  ): (by: Record<L, string>, value: number) => void;
  /** The text exposition, and its content type. */
  read(): Promise<{ type: string; text: string }>;
}

const other = "other";

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // Left alone, `prom-client` would put each into a registry of its own, which a second studio in this process shares.
  const registers: Registry[] = [];
  const metrics: Metrics = {
    gauge(named, read) {
      registry.registerMetric(
        new Gauge({
          ...named,
          registers,
          async collect() {
            this.set(await read());
          },
        }),
      );
    },

    gauges(named, label, read) {
      registry.registerMetric(
        new Gauge({
          ...named,
          labelNames: [label],
          registers,
          async collect() {
            this.reset();
            for (const [value, figure] of await read()) this.set({ [label]: value }, figure);
          },
        }),
      );
    },

    total(named, read) {
      registry.registerMetric(
        new Counter({
          ...named,
          registers,
          collect() {
            this.reset();
            this.inc(read());
          },
        }),
      );
    },

    counter(named) {
      let count = 0;
      metrics.total(named, () => count);
      return () => void (count += 1);
    },

    counters({ label, values, ...named }) {
      const counts = new Map([...values, other].map((value) => [value, 0]));
      registry.registerMetric(
        new Counter({
          ...named,
          labelNames: [label],
          registers,
          collect() {
            this.reset();
            for (const [value, count] of counts) this.inc({ [label]: value }, count);
          },
        }),
      );
      return (value) => {
        const known = counts.has(value) ? value : other;
        counts.set(known, (counts.get(known) ?? 0) + 1);
      };
    },

    histogram(named, buckets) {
      const histogram = new Histogram({ ...named, buckets: [...buckets], registers });
      registry.registerMetric(histogram);
      return (value) => histogram.observe(value);
    },

    histogramBy(named, labels, buckets) {
      const histogram = new Histogram({ ...named, labelNames: [...labels], buckets: [...buckets], registers });
      registry.registerMetric(histogram);
      return (by, value) => histogram.observe(by, value);
    },

    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
  metrics.total(
    {
      name: "kept_event_loop_active_seconds_total",
      help: "Time in which the main thread was at work; its rate is how busy the process is, 0 to 1",
    },
    () => performance.eventLoopUtilization().active / 1000,
  );
  return metrics;
}
