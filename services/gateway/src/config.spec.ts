import { describe, expect, test } from '@jest/globals';
import { gatewayConfig } from './config.js';

const { COMPTOIR_RETURN_LIMITS: amounts, COMPTOIR_SEED_USERS: seeds } = gatewayConfig.shape;
const faultsOf = (result: { error?: { issues: { message: string }[] } | undefined }): string =>
  (result.error?.issues ?? []).map((issue) => issue.message).join('; ');

describe('COMPTOIR_RETURN_LIMITS', () => {
  test.each<[string | undefined, object]>([
    ['DZD=20000, TND=450,XOF=7', { DZD: 2_000_000, TND: 450_000, XOF: 7 }],
    ['', {}],
    [undefined, { DZD: 2_000_000, MAD: 150_000, TND: 450_000, EUR: 15_000, JPY: 25_000, XOF: 100_000 }],
  ])('%s are amounts in minor units', (text, expected) => {
    expect(amounts.parse(text)).toEqual(expected);
  });

  test.each(['DZD', 'DZD=1.5', 'USD=5', 'EUR=-1', '5'])('%s is refused with what is wrong', (text) => {
    expect(faultsOf(amounts.safeParse(`EUR=1,${text}`))).toMatch(`"${text}" must be a currency and a whole amount`);
  });
});

describe('COMPTOIR_SEED_USERS', () => {
  const STORE = 'sto_01M7YZJ8TKHYQ5D3RDJVAC6F5X';
  const seed = (role: string, stores?: unknown) =>
    seeds.safeParse(JSON.stringify([{ email: 'a@b.example', name: 'A', role, password: '12345678', stores }]));

  test.each(['owner', 'accountant', 'auditor'])('%s works in all stores where nothing else is said', (role) => {
    expect(seed(role).success).toBe(true);
    expect(seed(role, [STORE]).success).toBe(true);
  });

  test.each(['manager', 'cashier', 'stockKeeper'])('%s names the stores, or says that it is all of them', (role) => {
    expect(faultsOf(seed(role))).toMatch(/names the ids of the stores they work in, or "all"/);
    expect(seed(role, []).success).toBe(false);
    expect(seed(role, ['the shop']).success).toBe(false);
    expect(seed(role, [STORE]).success).toBe(true);
    expect(seed(role, 'all').success).toBe(true);
  });
});
