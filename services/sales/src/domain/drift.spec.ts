import { expect, test } from '@jest/globals';
import type { SealedDocument } from '@comptoir/contracts';
import { figuresOf, perpetualAfter } from './day-figures.js';
import { driftsOf } from './drift.js';

const sale = (n: number, netMinor: number): SealedDocument => ({
  kind: 'sale',
  id: `sti_${n}`,
  ref: `sal_${n}`,
  number: `ALG1-F-2026-00000${n}`,
  adds: {
    sales: 1,
    netMinor,
    'sold/netMinor': netMinor,
    'documents/ALG1-F-2026/count': 1,
    'documents/ALG1-F-2026/controlTotal': n,
  },
});
const sealed = [sale(1, 100), sale(2, 250)];
const before = {
  ends: { stockMinor: 40, receivableMinor: 0, creditMinor: 0 },
  perpetual: perpetualAfter(undefined, figuresOf([sale(9, 7)])),
};
const snapshot = {
  figures: figuresOf(sealed),
  ends: before.ends,
  perpetual: perpetualAfter(before.perpetual, figuresOf(sealed)),
};
const drifts = (now: readonly SealedDocument[], of = snapshot) => driftsOf({ snapshot: of, last: before, sealed, now });

test('an honest day has no drift', () => {
  expect(drifts(sealed)).toEqual([]);
  expect(drifts(sealed.toReversed())).toEqual([]);
});

test('a record that was changed is named in each figure it changed', () => {
  const named = { kind: 'sale', id: 'sti_2', ref: 'sal_2', number: 'ALG1-F-2026-000002', sealed: 250, recomputed: 240 };
  expect(drifts([sale(1, 100), sale(2, 240)])).toEqual([
    { figure: 'netMinor', sealed: 350, recomputed: 340, documents: [named], more: 0, unexplained: 0 },
    { figure: 'perpetual/netMinor', sealed: 357, recomputed: 347, documents: [named], more: 0, unexplained: 0 },
    { figure: 'sold/netMinor', sealed: 350, recomputed: 340, documents: [named], more: 0, unexplained: 0 },
  ]);
});

test('records that went, came or changed their number are named; so are those that make up for each other', () => {
  const of = (now: readonly SealedDocument[], figure: string) => drifts(now).find((one) => one.figure === figure);
  expect(of([sale(1, 100)], 'sales')).toMatchObject({
    sealed: 2,
    recomputed: 1,
    documents: [{ id: 'sti_2', recomputed: 0 }],
  });
  expect(of([...sealed, sale(3, 5)], 'netMinor')).toMatchObject({
    documents: [{ id: 'sti_3', sealed: 0, recomputed: 5 }],
  });
  const renumbered = { ...sale(3, 250), id: 'sti_2', ref: 'sal_2' };
  expect(of([sale(1, 100), renumbered], 'documents/ALG1-F-2026/controlTotal')).toMatchObject({
    documents: [{ id: 'sti_2', number: 'ALG1-F-2026-000003', sealed: 2, recomputed: 3 }],
  });
  const evened = of([sale(1, 90), sale(2, 260)], 'netMinor');
  expect(evened).toMatchObject({ sealed: 350, recomputed: 350, unexplained: 0 });
  expect(evened?.documents).toHaveLength(2);
});

test('a figure that was changed itself is explained by no document', () => {
  const changed = { ...snapshot, figures: { ...snapshot.figures, costMinor: 30 } };
  expect(drifts(sealed, changed)).toEqual([
    { figure: 'costMinor', sealed: 30, recomputed: 0, documents: [], more: 0, unexplained: -30 },
  ]);
});
