/** One figure of a run; `ratioToFloor` where a floor was measured in the same run. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ratioToFloor?: number;
}

/** The durations of a series of operations, milliseconds, and its throughput, operations per second. */
export interface Series {
  readonly durationsMs: readonly number[];
  readonly perSecond: number;
}

/** The value below which a share (0 to 1) of the samples lies; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/**
 * Measures an operation with `concurrency` workers; each starts the next operation when its last one has ended, for at
 * least `forMs`. First, `warmUp` operations are run that are not measured.
 */
export async function measureSeries(
  concurrency: number,
  forMs: number,
  warmUp: number,
  operation: (worker: number) => Promise<void>,
): Promise<Series> {
  for (let done = 0; done < warmUp; done += concurrency)
    await Promise.all(Array.from({ length: Math.min(concurrency, warmUp) }, (_unused, worker) => operation(worker)));
  const durationsMs: number[] = [];
  const startedAt = performance.now();
  const workers = Array.from({ length: concurrency }, async (_unused, worker) => {
    while (performance.now() - startedAt < forMs) {
      const operationStartedAt = performance.now();
      await operation(worker);
      durationsMs.push(performance.now() - operationStartedAt);
    }
  });
  await Promise.all(workers);
  return { durationsMs, perSecond: (durationsMs.length * 1000) / (performance.now() - startedAt) };
}

/** Several series as one: all durations, and the mean throughput. */
export function mergeSeries(parts: readonly Series[]): Series {
  return {
    durationsMs: parts.flatMap((part) => part.durationsMs),
    perSecond: parts.reduce((sum, part) => sum + part.perSecond, 0) / parts.length,
  };
}

/** p50, p95, p99 and throughput of a series, each with its ratio to the floor. */
export function measurementsOf(name: string, tills: number, series: Series, floor: Series): Measurement[] {
  const suffix = `${tills}till${tills === 1 ? '' : 's'}`;
  const percentiles: readonly [label: string, share: number][] = [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ];
  const durations = percentiles.map(([label, share]) => {
    const value = percentile(series.durationsMs, share);
    const ratioToFloor = value / percentile(floor.durationsMs, share);
    return { name: `${name}.${label}.${suffix}`, value, unit: 'ms', ratioToFloor };
  });
  const throughput = {
    name: `${name}.throughput.${suffix}`,
    value: series.perSecond,
    unit: '1/s',
    ratioToFloor: series.perSecond / floor.perSecond,
  };
  return [...durations, throughput];
}
