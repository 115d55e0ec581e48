import { sum, type Drift, type SealedDocument, type SnapshotView } from '@comptoir/contracts';
import { figuresOf, pathsOf, sumDocuments } from './day-figures.js';

/** Documents listed with a difference at most. */
const MOST_DOCUMENTS = 20;

/** A closed day, what was sealed of its documents, and what they are now. */
export interface DriftState {
  readonly snapshot: Pick<SnapshotView, 'figures' | 'ends' | 'perpetual'>;
  readonly last: Pick<SnapshotView, 'ends' | 'perpetual'> | null;
  readonly sealed: readonly SealedDocument[];
  readonly now: readonly SealedDocument[];
}

type Adds = Readonly<Record<string, number>>;

/** What documents add to what a store has at the end of a day, and to its totals, follows from the rest. */
function withSums(adds: Adds): Adds {
  const of = (path: string): number => adds[path] ?? 0;
  const derived = {
    'ends/stockMinor': of('stock/inMinor') - of('stock/outMinor'),
    'ends/receivableMinor': of('receivableMinor'),
    'ends/creditMinor': of('creditMinor'),
    'perpetual/sales': of('sales'),
    'perpetual/corrections': of('corrections'),
    'perpetual/netMinor': of('netMinor'),
    'perpetual/taxMinor': of('taxMinor'),
    'perpetual/grossMinor': of('grossMinor'),
    'perpetual/costMinor': of('costMinor'),
    'perpetual/soldGrossMinor': of('sold/grossMinor'),
  };
  return { ...adds, ...derived };
}

function carriedPaths(of: Pick<SnapshotView, 'ends' | 'perpetual'> | null): Map<string, number> {
  const under = (name: string, values: object): [string, number][] =>
    Object.entries(values).map(([field, value]) => [`${name}/${field}`, value as number]);
  return new Map(of ? [...under('ends', of.ends), ...under('perpetual', of.perpetual)] : []);
}

/**
 * The figures of a closed day that its records do not give any more, each with the documents that add something else now than
 * when the day was closed. A figure is listed, too, where such documents make up for each other.
 */
export function driftsOf({ snapshot, last, sealed, now }: DriftState): Drift[] {
  const before = new Map([...pathsOf(snapshot.figures), ...carriedPaths(snapshot)]);
  const carried = carriedPaths(last);
  const added = new Map(Object.entries(withSums(Object.fromEntries(sumDocuments(now)))));
  const after = new Map([...pathsOf(figuresOf(now)), ...added]);
  for (const [path, value] of carried) after.set(path, sum([value, added.get(path) ?? 0]));
  const changed = changedDocuments(sealed, now);
  const paths = [...new Set([...before.keys(), ...after.keys(), ...changed.keys()])].toSorted();
  return paths.flatMap((figure): Drift[] => {
    const [was, is] = [before.get(figure) ?? 0, after.get(figure) ?? 0];
    const documents = changed.get(figure) ?? [];
    if (was === is && documents.length === 0) return [];
    const explained = sum(documents.map((one) => one.recomputed - one.sealed));
    return [
      {
        figure,
        sealed: was,
        recomputed: is,
        documents: documents.slice(0, MOST_DOCUMENTS),
        more: Math.max(documents.length - MOST_DOCUMENTS, 0),
        unexplained: is - was - explained,
      },
    ];
  });
}

/** The documents that add something else to a figure than they did, by the figure. */
function changedDocuments(
  sealed: readonly SealedDocument[],
  now: readonly SealedDocument[],
): Map<string, Drift['documents']> {
  const known = new Map(sealed.map((one) => [one.id, one]));
  const found = new Map<string, Drift['documents']>();
  const compare = (was: SealedDocument | undefined, is: SealedDocument | undefined): void => {
    const { adds: _adds, ...named } = is ?? was!;
    const number = is?.number ?? was?.number;
    const [before, after] = [withSums(was?.adds ?? {}), withSums(is?.adds ?? {})];
    for (const figure of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [sealedAmount, amountNow] = [before[figure] ?? 0, after[figure] ?? 0];
      if (sealedAmount === amountNow) continue;
      const document = {
        ...named,
        ...(number === undefined ? {} : { number }),
        sealed: sealedAmount,
        recomputed: amountNow,
      };
      found.set(figure, [...(found.get(figure) ?? []), document]);
    }
  };
  const current = new Map(now.map((one) => [one.id, one]));
  for (const one of now) compare(known.get(one.id), one);
  for (const one of sealed) if (!current.has(one.id)) compare(one, undefined);
  return found;
}
