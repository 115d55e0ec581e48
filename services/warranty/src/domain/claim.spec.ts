import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideCloseClaim, decideOpenClaim } from './claim.js';
import { withVoided } from './guarantee.js';
import { claimOn, guaranteeOf, idOf, MOMENT } from '../../test/samples.js';

const input = {
  claimId: idOf('clm', 1),
  guaranteeId: idOf('gua', 1),
  saleLineId: idOf('lin', 0),
  quantity: 1,
  complaint: 'hums',
};
const guarantee = guaranteeOf(3, 1);
const voided = (units: number) => withVoided(guarantee, new Map([[idOf('lin', 0), units]]));
/** The last second of a day in the store, which is at UTC+1 all year. */
const on = (day: string) => ({ ...MOMENT, now: `${day}T22:59:59.000Z` });

describe('a claim', () => {
  test('is opened on covered units and moves the guarantee’s version', () => {
    const opened = decideOpenClaim({ guarantee, openClaims: [], own: null }, input, MOMENT);
    expect(opened.claim).toEqual(claimOn(0, 1));
    expect(opened.guarantee).toEqual({ ...guarantee, version: 2 });
  });

  test.each<[string, Parameters<typeof decideOpenClaim>[0], Partial<typeof input>, string, string, object]>([
    ['on no guarantee', { guarantee: null, openClaims: [], own: null }, {}, '2026-03-04', 'guarantee.unknown', {}],
    [
      'under an id that is taken',
      { guarantee, openClaims: [], own: claimOn(0, 1) },
      {},
      '2026-03-04',
      'claim.exists',
      {},
    ],
    [
      'on a line not covered',
      { guarantee, openClaims: [], own: null },
      { saleLineId: idOf('lin', 9) },
      '2026-03-04',
      'claim.not-covered',
      { reason: 'line' },
    ],
    [
      'a day late',
      { guarantee, openClaims: [], own: null },
      {},
      '2027-03-05',
      'claim.not-covered',
      { reason: 'expired', expiresOn: '2027-03-04' },
    ],
    [
      'on more than was sold',
      { guarantee, openClaims: [], own: null },
      { quantity: 4 },
      '2026-03-04',
      'claim.not-covered',
      { reason: 'units', active: 3, claimed: 0 },
    ],
    [
      'on more than is left',
      { guarantee: voided(2), openClaims: [], own: null },
      { quantity: 2 },
      '2026-03-04',
      'claim.not-covered',
      { active: 1, claimed: 0 },
    ],
    [
      'on units claimed already',
      { guarantee: voided(1), openClaims: [claimOn(0, 1, 7), claimOn(1, 1, 8)], own: null },
      { quantity: 2 },
      '2026-03-04',
      'claim.not-covered',
      { active: 2, claimed: 1 },
    ],
    [
      'on a void guarantee',
      {
        guarantee: withVoided(
          guarantee,
          new Map([
            [idOf('lin', 0), 3],
            [idOf('lin', 1), 1],
          ]),
        ),
        openClaims: [],
        own: null,
      },
      {},
      '2026-03-04',
      'claim.not-covered',
      { reason: 'void' },
    ],
  ])('is refused %s', (_name, state, changes, day, code, details) => {
    expect(() => decideOpenClaim(state, { ...input, ...changes }, on(day))).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    );
  });

  test('is taken on the last day, and on all units that are left', () => {
    expect(decideOpenClaim({ guarantee, openClaims: [], own: null }, input, on('2027-03-04')).claim.quantity).toBe(1);
    expect(
      decideOpenClaim(
        { guarantee: voided(1), openClaims: [claimOn(1, 1, 8)], own: null },
        { ...input, quantity: 2 },
        MOMENT,
      ).claim.quantity,
    ).toBe(2);
  });

  test('is closed once, on its own guarantee', () => {
    const closing = { claimId: idOf('clm', 1), guaranteeId: idOf('gua', 1), resolution: 'repaired' };
    const closed = decideCloseClaim(claimOn(0, 1), closing, MOMENT);
    expect(closed).toMatchObject({
      state: 'closed',
      resolution: 'repaired',
      closedAt: MOMENT.now,
      closedBy: 'usr_spec',
    });
    expect(() => decideCloseClaim(closed, closing, MOMENT)).toThrow(expect.objectContaining({ code: 'claim.closed' }));
    expect(() => decideCloseClaim(null, closing, MOMENT)).toThrow(expect.objectContaining({ code: 'claim.unknown' }));
    expect(() => decideCloseClaim(claimOn(0, 1), { ...closing, guaranteeId: idOf('gua', 2) }, MOMENT)).toThrow(
      expect.objectContaining({ code: 'claim.unknown' }),
    );
  });
});

test('a warranty lasts through its last day in the store, wherever that is', () => {
  const zones = fc.constantFrom('Africa/Algiers', 'UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati');
  // around the end of 2027-03-04, the last day, in any time zone
  const moment = fc.integer({ min: Date.parse('2027-03-03T00:00:00Z'), max: Date.parse('2027-03-07T00:00:00Z') });
  fc.assert(
    fc.property(zones, moment, (timeZone, at) => {
      const open = () =>
        decideOpenClaim({ guarantee: { ...guarantee, timeZone }, openClaims: [], own: null }, input, {
          ...MOMENT,
          now: new Date(at).toISOString(),
        });
      const covered = new Intl.DateTimeFormat('sv', { timeZone }).format(at) <= '2027-03-04';
      if (covered) expect(open).not.toThrow();
      else expect(open).toThrow(expect.objectContaining({ code: 'claim.not-covered' }));
    }),
  );
});
