import { expect } from '@jest/globals';
import {
  businessDayOf,
  DomainError,
  warranty,
  warrantyEvents,
  type DataOf,
  type GuaranteeView,
  type InputOf,
  type WarrantyAuditRecords,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';

/** What a guarantee asks for. */
export type Issue = InputOf<typeof warranty.issueGuarantee>;

/** Time zone of the stores here. */
export const TIME_ZONE = 'Africa/Algiers';

/** Today, as the service sees it. */
export const today = (): string => businessDayOf(new Date().toISOString(), TIME_ZONE);

/** A right command: a line a quantity, 12 months each. */
export function aGuarantee(quantities: readonly number[] = [1], changes: Partial<Issue> = {}): Issue {
  return {
    guaranteeId: mint('guarantee'),
    saleId: mint('sale'),
    invoiceId: mint('invoice'),
    storeId: mint('store'),
    customerId: mint('customer'),
    startsOn: today(),
    timeZone: TIME_ZONE,
    lines: quantities.map((quantity) => ({
      saleLineId: mint('line'),
      productId: mint('product'),
      sku: 'KET-1',
      name: 'Kettle',
      quantity,
      unit: 'kg' as const,
      quantityDecimals: 3,
      warrantyMonths: 12,
    })),
    ...changes,
  };
}

/** Issues one. */
export async function issued(service: TestService, ...of: Parameters<typeof aGuarantee>): Promise<Issue> {
  const guarantee = aGuarantee(...of);
  await service.call(warranty.issueGuarantee, guarantee);
  return guarantee;
}

/** What a correction takes out: [line, units] pairs. */
export function aVoid(
  of: Issue,
  ...pairs: readonly (readonly [number, number])[]
): InputOf<typeof warranty.voidGuarantees> {
  return {
    correctionId: mint('correction'),
    saleId: of.saleId,
    lines: pairs.map(([line, quantity]) => ({ saleLineId: of.lines[line]!.saleLineId, quantity })),
  };
}

/** A claim on units of a line. */
export function aClaim(of: Issue, line = 0, quantity = 1): InputOf<typeof warranty.openClaim> {
  return {
    claimId: mint('claim'),
    guaranteeId: of.guaranteeId,
    saleLineId: of.lines[line]!.saleLineId,
    quantity,
    complaint: 'It hums.',
  };
}

/** The guarantee as it reads now. */
export const read = (service: TestService, { guaranteeId }: Issue): Promise<GuaranteeView> =>
  service.call(warranty.readGuarantee, { guaranteeId });

/** Units taken out of each line. */
export const voidedOf = async (service: TestService, of: Issue): Promise<number[]> =>
  (await read(service, of)).lines.map((line) => line.voidedQty);

/** What was broadcast of a guarantee: state and version. */
export async function published(
  service: TestService,
  { guaranteeId }: Issue,
): Promise<DataOf<typeof warrantyEvents.guaranteeChanged>[]> {
  return (await service.events(warrantyEvents.guaranteeChanged))
    .map((event) => event.data)
    .filter((data) => data.guaranteeId === guaranteeId);
}

/** Every document of the service, to compare two moments. */
export async function rowsOf(service: TestService): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const name of ['guarantees', 'claims', 'corrections', 'commands']) {
    rows[name] = await service.connection.collection(name).find({}).sort({ _id: 1 }).toArray();
  }
  return rows;
}

/** The call is refused with this code, and nothing was written. */
export async function refuses(
  service: TestService,
  call: () => Promise<unknown>,
  code: string,
  details: object = {},
): Promise<void> {
  const before = await rowsOf(service);
  const outcome = await call().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(DomainError);
  expect(outcome).toMatchObject({ code, details });
  expect(await rowsOf(service)).toEqual(before);
}

/** Every audit record, read in small pages. */
export async function recordsOf(service: TestService, limit = 7): Promise<WarrantyAuditRecords['guarantees'][]> {
  const all: WarrantyAuditRecords['guarantees'][] = [];
  for (let after: string | undefined; ;) {
    const page = await service.call(warranty.auditRecords, { kind: 'guarantees', after, limit });
    all.push(...(page.items as unknown as WarrantyAuditRecords['guarantees'][]));
    if (!page.next) return all;
    after = page.next;
  }
}

/** Of every line: what standing corrections took is what is out, and what is claimed is still in; void when nothing is. */
export async function expectTrue(service: TestService): Promise<void> {
  const { corrections, claims } = (await rowsOf(service)) as {
    corrections: { state: string; voided: { saleLineId: string; quantity: number }[] }[];
    claims: { state: string; saleLineId: string; quantity: number }[];
  };
  const units = (rows: { saleLineId: string; quantity: number }[], line: string): number =>
    rows.filter((row) => row.saleLineId === line).reduce((sum, row) => sum + row.quantity, 0);
  for (const { state, lines } of await recordsOf(service)) {
    for (const line of lines) {
      expect(
        units(
          corrections.filter((one) => one.state === 'voided').flatMap((one) => one.voided),
          line.saleLineId,
        ),
      ).toBe(line.voidedQty);
      expect(
        units(
          claims.filter((one) => one.state === 'open'),
          line.saleLineId,
        ),
      ).toBeLessThanOrEqual(line.quantity - line.voidedQty);
    }
    expect(state).toBe(lines.every((line) => line.voidedQty === line.quantity) ? 'void' : 'active');
  }
}
