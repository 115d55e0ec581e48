import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimRecord, CorrectionRecord, GuaranteeRecord, VoidGuarantees } from './records.js';
import { claimOn, guaranteeOf, idOf, MOMENT } from '../../test/samples.js';
import { decideReinstateGuarantees, decideVoidGuarantees, type VoidState } from './voiding.js';

const saleId = idOf('sal', 1);
const asking = (n: number, ...lines: [number, number][]): VoidGuarantees => ({
  correctionId: idOf('cor', n),
  saleId,
  lines: lines.map(([line, quantity]) => ({ saleLineId: idOf('lin', line), quantity })),
});
const fresh = (guarantee: GuaranteeRecord | null, ...openClaims: ClaimRecord[]): VoidState => ({
  correction: null,
  guarantee,
  openClaims,
});
const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('a void', () => {
  test('adds up a line named twice, passes over what has no warranty, and says what it took', () => {
    const done = decideVoidGuarantees(fresh(guaranteeOf(3, 1)), asking(1, [0, 1], [9, 5], [0, 1]), MOMENT);
    expect(done.voided).toEqual([{ guaranteeId: idOf('gua', 1), saleLineId: idOf('lin', 0), quantity: 2 }]);
    expect(done.guarantee).toMatchObject({ version: 2, state: 'active', lines: [{ voidedQty: 2 }, { voidedQty: 0 }] });
    expect(done.correction).toMatchObject({ state: 'voided', voided: done.voided, saleId });
  });

  test.each<[string, VoidState]>([
    ['without a guarantee', fresh(null)],
    ['without a covered line', fresh(guaranteeOf(1))],
  ])('%s takes nothing and is still kept', (_name, state) => {
    const done = decideVoidGuarantees(state, asking(1, [5, 1]), MOMENT);
    expect(done).toMatchObject({ voided: [], correction: { state: 'voided', voided: [] } });
    expect(done.guarantee).toBeUndefined();
  });

  test.each<[string, VoidState, VoidGuarantees, string, object]>([
    ['more than is left', fresh(guaranteeOf(2)), asking(1, [0, 3]), 'guarantee.over-voided', { active: 2, asked: 3 }],
    [
      'units under a claim',
      fresh(guaranteeOf(3), claimOn(0, 2)),
      asking(1, [0, 2]),
      'guarantee.claim-open',
      { active: 3, claimed: 2, claimIds: [idOf('clm', 1)] },
    ],
    [
      'units under two claims',
      fresh(guaranteeOf(3), claimOn(0, 1), claimOn(0, 1, 2)),
      asking(1, [0, 2]),
      'guarantee.claim-open',
      { claimed: 2 },
    ],
    [
      'after its undo',
      {
        ...fresh(guaranteeOf(1)),
        correction: { _id: idOf('cor', 1), saleId, state: 'reinstated', voided: [], at: '', by: '' },
      },
      asking(1, [0, 1]),
      'correction.abandoned',
      {},
    ],
    [
      'a correction of another sale',
      {
        ...fresh(guaranteeOf(1)),
        correction: { _id: idOf('cor', 1), saleId: idOf('sal', 2), state: 'voided', voided: [], at: '', by: '' },
      },
      asking(1, [0, 1]),
      'message.invalid',
      {},
    ],
  ])('is refused: %s', (_name, state, input, code, details) => {
    expect(() => decideVoidGuarantees(state, input, MOMENT)).toThrow(refused(code, details));
  });

  test('of other units than those under a claim is taken', () => {
    expect(
      decideVoidGuarantees(fresh(guaranteeOf(3, 1), claimOn(0, 2), claimOn(1, 1, 2)), asking(1, [0, 1]), MOMENT)
        .guarantee?.lines[0]?.voidedQty,
    ).toBe(1);
  });
});

const steps = fc.array(
  fc.record({
    undo: fc.boolean(),
    correction: fc.nat(3),
    lines: fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 20 },
);

test('any run of voids and undos: each unit is out exactly as long as a correction that took it stands', () => {
  fc.assert(
    fc.property(steps, (run) => {
      let guarantee = guaranteeOf(3, 4);
      const corrections = new Map<string, CorrectionRecord>();
      // The oracle: a list of units, each with the correction that has taken it.
      const units = guarantee.lines.flatMap((line) =>
        Array.from({ length: line.quantity }, () => ({ line: line.saleLineId, takenBy: '' })),
      );
      const undone = new Set<string>();
      const done = new Set<string>();
      for (const step of run) {
        const input = asking(step.correction, ...step.lines);
        const { correctionId } = input;
        const state = { correction: corrections.get(correctionId) ?? null, guarantee, openClaims: [] };
        if (step.undo) {
          const result = decideReinstateGuarantees(state, input, MOMENT);
          expect(result.reinstated).toBe(done.has(correctionId) && !undone.has(correctionId));
          undone.add(correctionId);
          for (const unit of units) if (unit.takenBy === correctionId) unit.takenBy = '';
          if (result.correction) corrections.set(correctionId, result.correction);
          guarantee = result.guarantee ?? guarantee;
        } else {
          const taken = input.lines
            .flatMap(({ saleLineId, quantity }) => Array.from({ length: quantity }, () => saleLineId))
            .filter((line) => units.some((unit) => unit.line === line));
          const free = units.filter((unit) => unit.takenBy === '');
          const picked = taken.map((line) => free.splice(free.findIndex((unit) => unit.line === line) >>> 0, 1)[0]);
          if (undone.has(correctionId))
            expect(() => decideVoidGuarantees(state, input, MOMENT)).toThrow(refused('correction.abandoned'));
          else if (!done.has(correctionId) && picked.includes(undefined))
            expect(() => decideVoidGuarantees(state, input, MOMENT)).toThrow(refused('guarantee.over-voided'));
          else {
            const result = decideVoidGuarantees(state, input, MOMENT);
            if (!done.has(correctionId)) for (const unit of picked) if (unit) unit.takenBy = correctionId;
            done.add(correctionId);
            if (result.correction) corrections.set(correctionId, result.correction);
            guarantee = result.guarantee ?? guarantee;
          }
        }
        for (const line of guarantee.lines)
          expect(line.voidedQty).toBe(
            units.filter((unit) => unit.line === line.saleLineId && unit.takenBy !== '').length,
          );
        expect(guarantee.state).toBe(units.every((unit) => unit.takenBy !== '') ? 'void' : 'active');
      }
    }),
    { numRuns: 300 },
  );
});
