import {
  FINAL_ORDER_STATES,
  FINAL_PURCHASE_ORDER_STATES,
  FINAL_STOCK_COUNT_STATES,
  FINAL_TRANSFER_STATES,
  ORDER_AUTOMATA,
  ORDER_LIFE,
  PURCHASE_ORDER_LIFE,
  STOCK_COUNT_LIFE,
  TRANSFER_LIFE,
  type OrderTransition,
  type PurchaseOrderTransition,
  type StockCountTransition,
  type TransferTransition,
} from '@comptoir/contracts';

const ORDER_ROWS: readonly OrderTransition[] = ORDER_LIFE;
const PURCHASE_ROWS: readonly PurchaseOrderTransition[] = PURCHASE_ORDER_LIFE;
const TRANSFER_ROWS: readonly TransferTransition[] = TRANSFER_LIFE;
const COUNT_ROWS: readonly StockCountTransition[] = STOCK_COUNT_LIFE;
const AUTOMATA: readonly string[] = ORDER_AUTOMATA;
const begin = (what: string): string => `<!-- generated: ${what}; npm run docs writes it -->`;
const END = '<!-- end of generated -->';

/** A Markdown text without its generated blocks. */
export function withoutGenerated(markdown: string): string {
  return markdown.replaceAll(/<!-- generated: [^\n]*-->\n[\s\S]*?<!-- end of generated -->\n/g, '');
}

/** The README of sales with the order's life as the table in the code has it. Throws where the place for it is missing. */
export function withOrderLife(readme: string): string {
  return withBlock(readme, 'the order’s life', [drawing(ORDER_ROWS, FINAL_ORDER_STATES), orderTable()]);
}

/** The README of inventory with the life of a purchase order as the table in the code has it. Throws where the place for it is missing. */
export function withPurchaseOrderLife(readme: string): string {
  const parts = [drawing(PURCHASE_ROWS, FINAL_PURCHASE_ORDER_STATES), purchaseOrderTable()];
  return withBlock(readme, 'the life of a purchase order', parts);
}

/** The README of inventory with the life of a transfer as the table in the code has it. Throws where the place for it is missing. */
export function withTransferLife(readme: string): string {
  const parts = [drawing(TRANSFER_ROWS, FINAL_TRANSFER_STATES, 'requested'), transferTable()];
  return withBlock(readme, 'the life of a transfer', parts);
}

/** The README of inventory with the life of a stock count as the table in the code has it. Throws where the place for it is missing. */
export function withStockCountLife(readme: string): string {
  const parts = [drawing(COUNT_ROWS, FINAL_STOCK_COUNT_STATES, 'open'), stockCountTable()];
  return withBlock(readme, 'the life of a stock count', parts);
}

function withBlock(readme: string, what: string, parts: readonly string[]): string {
  const from = readme.indexOf(begin(what));
  const to = readme.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error(`the README has no place for ${what}: ${begin(what)}`);
  return `${readme.slice(0, from)}${begin(what)}\n\n${parts.join('\n\n')}\n\n${readme.slice(to)}`;
}

interface Way {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string;
}

/** The states and what leads from one to another, as a diagram that Markdown pages draw. */
function drawing(rows: readonly Way[], final: readonly string[], first = 'draft'): string {
  const ways = Map.groupBy(
    rows
      .flatMap((row) => row.from.map((from) => ({ from, to: row.to, name: row.name })))
      .filter(({ from, to }) => from !== to),
    ({ from, to }) => `${from} --> ${to}`,
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${first}`,
    ...[...ways].map(([way, same]) => `  ${way}: ${[...new Set(same.map(({ name }) => name))].join(', ')}`),
    ...final.map((state) => `  ${state} --> [*]`),
    '```',
  ].join('\n');
}

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');
const row = (...cells: readonly string[]): string => ['', ...cells, ''].join(' | ').trim();

function orderTable(): string {
  return [
    '| transition | from | to | revision | if | by | what happens |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...ORDER_ROWS.map(({ name, from, to, revision, guards, by, effect }) =>
      row(
        code([name]),
        code(from),
        code([to]),
        revision === 0 ? '' : '+1',
        code(guards),
        by.map((mover) => (AUTOMATA.includes(mover) ? mover : `\`${mover}\``)).join(', '),
        effect,
      ),
    ),
  ].join('\n');
}

function purchaseOrderTable(): string {
  return [
    '| transition | from | to | if | reason | by | what happens |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...PURCHASE_ROWS.map(({ name, from, to, guards, reason, by, effect }) =>
      row(code([name]), code(from), code([to]), code(guards), reason === 'none' ? '' : reason, code([by]), effect),
    ),
  ].join('\n');
}

function transferTable(): string {
  return [
    '| transition | from | to | if | reason | store | by | what happens |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...TRANSFER_ROWS.map(({ name, from, to, guards, reason, side, by, effect }) =>
      row(
        code([name]),
        code(from),
        code([to]),
        code(guards),
        reason === 'none' ? '' : reason,
        side,
        code([by]),
        effect,
      ),
    ),
  ].join('\n');
}

function stockCountTable(): string {
  return [
    '| transition | from | to | reason | by | what happens |',
    '| --- | --- | --- | --- | --- | --- |',
    ...COUNT_ROWS.map(({ name, from, to, reason, by, effect }) =>
      row(code([name]), code(from), code([to]), reason === 'none' ? '' : reason, code([by]), effect),
    ),
  ].join('\n');
}
