import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  amountMinor,
  catalogErrors,
  currency,
  day,
  documentNumber,
  id,
  quantity,
  salesErrors,
  saleState,
  saleView,
  sum,
  type SaleView,
} from '@comptoir/contracts';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ServiceClient } from '../service-client.js';

const { saleLineId, productId, sku, name, unit, quantityDecimals, parts } = saleView.shape.lines.element.shape;

/** What a store sees of a sale that another store of its company made: what may come back and its prices, no costs, no customer. */
const saleOfReceipt = z.object({
  saleId: id('sale'),
  number: z.string(),
  revision: z.int().min(1),
  state: saleState,
  /** The store that sold. */
  soldIn: z.object({ storeId: id('store'), code: z.string(), name: z.string() }),
  businessDay: day,
  currency,
  /** Whether what comes back may stay as credit: a walk-in is paid out. */
  mayCredit: z.boolean(),
  lines: z.array(
    z.object({
      saleLineId,
      productId,
      sku,
      name,
      unit,
      quantityDecimals,
      quantity,
      /** Units that did not come back yet. */
      leftQuantity: z.int().min(0),
      /** Of the whole line. */
      netMinor: amountMinor,
      taxMinor: amountMinor,
      grossMinor: amountMinor,
      parts,
    }),
  ),
});

const findSale = route({
  method: 'GET',
  path: '/returns/sale',
  tag: 'sales',
  summary: 'The sale that a receipt has the number of, to take goods of it back at a store of the same company.',
  action: 'returnGoods',
  query: z.strictObject({ number: documentNumber, storeId: id('store') }),
  reply: saleOfReceipt,
});

/** Returns of goods at another store than the one that sold them. */
@Controller()
export class ReturnsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(findSale)
  async findSale(@Checked() call: Call<typeof findSale>) {
    const { number, storeId } = call.query;
    const sale = await this.services.saleOfReceipt(call, number);
    const stores = await this.services.storesOfChain(call);
    const here = stores.find((one) => one.storeId === storeId);
    if (!here) throw catalogErrors.storeUnknown('There is no such store.', { storeId });
    const { companyId, ...soldIn } = pick(sale.store);
    if (here.companyId !== companyId || here.currency !== sale.currency) {
      throw salesErrors.returnOtherCompany(
        `${here.name} is of another company or currency than ${soldIn.name}, which sold this: it comes back in the stores of that company.`,
        { soldIn },
      );
    }
    return { ...headOf(sale), number, soldIn, lines: linesOf(sale) };
  }
}

const pick = ({ companyId, storeId, code, name: called }: SaleView['store']) => ({
  companyId,
  storeId,
  code,
  name: called,
});

const headOf = ({ saleId, revision, state, businessDay, currency: inCurrency, customer }: SaleView) => ({
  saleId,
  revision,
  state,
  businessDay,
  currency: inCurrency,
  mayCredit: customer.kind !== 'walkIn',
});

function linesOf({ lines, returned }: SaleView): z.input<typeof saleOfReceipt>['lines'] {
  return lines.map((line) => {
    const back = sum(returned.filter((one) => one.saleLineId === line.saleLineId).map((one) => one.quantity));
    return {
      saleLineId: line.saleLineId,
      productId: line.productId,
      sku: line.sku,
      name: line.name,
      unit: line.unit,
      quantityDecimals: line.quantityDecimals,
      quantity: line.quantity,
      leftQuantity: line.quantity - back,
      netMinor: line.netMinor,
      taxMinor: line.taxMinor,
      grossMinor: line.grossMinor,
      ...(line.parts ? { parts: line.parts } : {}),
    };
  });
}
