/** One figure of a run; `ratioToFloor` where a floor was measured in the same run. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ratioToFloor?: number;
}

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** What a series of acts cost: each one's milliseconds, and how many were done a second. */
export interface Series {
  readonly ms: readonly number[];
  readonly perSecond: number;
}

/** Does acts with `width` of them under way at once: each as soon as one before it has ended, for at least `forMs`. */
export async function series(
  width: number,
  forMs: number,
  warmUp: number,
  act: (worker: number) => Promise<void>,
): Promise<Series> {
  for (let done = 0; done < warmUp; done += width)
    await Promise.all(Array.from({ length: Math.min(width, warmUp) }, (_unused, worker) => act(worker)));
  const ms: number[] = [];
  const begun = performance.now();
  const workers = Array.from({ length: width }, async (_unused, worker) => {
    while (performance.now() - begun < forMs) {
      const at = performance.now();
      await act(worker);
      ms.push(performance.now() - at);
    }
  });
  await Promise.all(workers);
  return { ms, perSecond: (ms.length * 1000) / (performance.now() - begun) };
}

/** p50, p95, p99 and acts a second of a series, each beside its floor. */
export function described(name: string, tills: number, one: Series, floor: Series): Measurement[] {
  const suffix = `${tills}till${tills === 1 ? '' : 's'}`;
  const at = (share: number, label: string): Measurement => {
    const value = percentile(one.ms, share);
    return { name: `${name}.${label}.${suffix}`, value, unit: 'ms', ratioToFloor: value / percentile(floor.ms, share) };
  };
  return [
    at(0.5, 'p50'),
    at(0.95, 'p95'),
    at(0.99, 'p99'),
    {
      name: `${name}.throughput.${suffix}`,
      value: one.perSecond,
      unit: '1/s',
      ratioToFloor: one.perSecond / floor.perSecond,
    },
  ];
}
