import {
  chartErrors,
  STANDARD_ACCOUNT_TYPES,
  standardAccount,
  type AccountView,
  type ChartView,
  type CompanyOfBooks,
  type EntryLine,
  type ParsedInputOf,
  type sales,
} from '@comptoir/contracts';
import { CHART_PROFILES } from './charts/profiles.js';
import type { ChartChange, ChartRecord } from './records.js';

/** The accounts of a company: those of its profile as it has renamed and recoded them, and its own. */
export function accountsOf({ profile }: CompanyOfBooks, chart: ChartRecord | null): AccountView[] {
  const { accounts, subAccountsBy } = CHART_PROFILES[profile];
  const standard = standardAccount.options.map((account): AccountView => {
    const [code, name] = accounts[account];
    const type = STANDARD_ACCOUNT_TYPES[account];
    const by = subAccountsBy[account];
    const changed = chart?.changed[account];
    return { account, code, name, type, standard: true, ...(by ? { subAccountsBy: by } : {}), ...changed };
  });
  const own = (chart?.own ?? []).map((one): AccountView => ({
    ...one,
    standard: false,
    ...chart?.changed[one.account],
  }));
  return [...standard, ...own].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** The chart as others see it. */
export function chartView(company: CompanyOfBooks, chart: ChartRecord | null): ChartView {
  return { ...company, revision: chart?.revision ?? 0, accounts: accountsOf(company, chart) };
}

/** The code of a line's account: that of the account, with the till or the rate (in tenths of a percent) behind where it has sub-accounts. */
export function codeOfLine({ code, subAccountsBy }: AccountView, line: Pick<EntryLine, 'till' | 'taxRateBps'>): string {
  if (subAccountsBy === 'till' && line.till !== undefined) return `${code}${line.till}`;
  if (subAccountsBy !== 'taxRateBps' || line.taxRateBps === undefined) return code;
  return `${code}${String(Math.round(line.taxRateBps / 10)).padStart(3, '0')}`;
}

/** Adds an account of its own to a chart. Refuses chart.changed, account.exists, account.code-taken. */
export function decideAddAccount(
  chart: ChartRecord | null,
  { company, revision, account, code, name, type }: ParsedInputOf<typeof sales.addAccount>,
): ChartRecord {
  requireRevision(chart, revision);
  const accounts = accountsOf(company, chart);
  if (accounts.some((one) => one.account === account))
    throw chartErrors.accountExists(`The chart has an account ${account} already.`, { account });
  requireFreeCode(accounts, account, code);
  const own = [...(chart?.own ?? []), { account, code, name, type }];
  return { _id: company.companyId, revision: revision + 1, changed: chart?.changed ?? {}, own };
}

/**
 * Changes name or code of an account; the code only while no entry has been posted on it. Refuses chart.changed,
 * account.unknown, account.code-taken, account.in-use.
 */
export function decideChangeAccount(
  { chart, used }: { readonly chart: ChartRecord | null; readonly used: boolean },
  { company, revision, account, changes }: ParsedInputOf<typeof sales.changeAccount>,
): ChartRecord {
  requireRevision(chart, revision);
  const accounts = accountsOf(company, chart);
  const before = requireAccount(accounts, account);
  if (changes.code !== undefined && changes.code !== before.code) {
    if (used) {
      throw chartErrors.accountInUse(
        `Entries have been posted on ${before.code}: its code stays, its name may change.`,
        {
          account,
          code: before.code,
        },
      );
    }
    requireFreeCode(accounts, account, changes.code);
  }
  const changed = { ...chart?.changed, [account]: { ...chart?.changed[account], ...changes } };
  return { _id: company.companyId, revision: revision + 1, changed, own: chart?.own ?? [] };
}

/** What a chart has of an account after a change, for its history. */
export function chartChangeOf(
  company: CompanyOfBooks,
  chart: ChartRecord,
  account: string,
  { now, actor }: { readonly now: string; readonly actor: { readonly id: string } },
): ChartChange {
  const { code, name } = requireAccount(accountsOf(company, chart), account);
  const _id = `${chart._id}/${String(chart.revision).padStart(6, '0')}`;
  return { _id, companyId: chart._id, account, code, name, changedAt: now, changedBy: actor.id };
}

/** An account of a chart; refuses account.unknown. */
export function requireAccount(accounts: readonly AccountView[], account: string): AccountView {
  const found = accounts.find((one) => one.account === account);
  if (found) return found;
  throw chartErrors.accountUnknown(`The chart of this company has no account ${account}.`, { account });
}

function requireRevision(chart: ChartRecord | null, revision: number): void {
  const current = chart?.revision ?? 0;
  if (current === revision) return;
  throw chartErrors.chartChanged('The chart was changed in the meantime: look at it again.', { revision: current });
}

function requireFreeCode(accounts: readonly AccountView[], account: string, code: string): void {
  const owner = accounts.find((one) => one.code === code && one.account !== account);
  if (owner)
    throw chartErrors.accountCodeTaken(`${code} is the code of ${owner.name}.`, { code, account: owner.account });
}
