import { ActionIcon, Table, TextInput } from '@mantine/core';
import { decimalQuantity, parseQuantity } from '@comptoir/contracts/units';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Product } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { typedQuantity } from '../quantity.js';

/** A product in a form, with its quantity as it is typed, in the unit of the product. */
export interface TypedGoods {
  readonly productId: string;
  readonly name: string;
  readonly sku: string;
  readonly unit: Product['unit'];
  readonly quantityDecimals: number;
  readonly quantity: string;
  /** It keeps expiry dates. */
  readonly keepsExpiry?: boolean;
}

/** A product with one of it, as a form begins with it. */
export function oneOf({ productId, name, sku, unit, quantityDecimals, expiry }: Product): TypedGoods {
  const dated = expiry === undefined ? {} : { keepsExpiry: true };
  return { productId, name, sku, unit, quantityDecimals, quantity: '1', ...dated };
}

/** A line of an order in a form; `quantity` is in smallest units. */
export function typedFrom(
  { productId, unit, quantityDecimals }: Pick<TypedGoods, 'productId' | 'unit' | 'quantityDecimals'>,
  quantity: number,
  products: ReadonlyMap<string, Product>,
): TypedGoods {
  const { name = productId, sku = '', expiry } = products.get(productId) ?? {};
  const dated = expiry === undefined ? {} : { keepsExpiry: true };
  const shown = decimalQuantity(quantity, quantityDecimals);
  return { productId, name, sku, unit, quantityDecimals, quantity: shown, ...dated };
}

/** A quantity as it is typed, and one unit more. */
export function oneMore({ quantity, quantityDecimals }: TypedGoods): string {
  const before = parseQuantity(quantity, quantityDecimals) ?? 0;
  return decimalQuantity(before + 10 ** quantityDecimals, quantityDecimals);
}

/** Whether the quantity at `lines.<index>.quantity` of a form can be counted so. */
export function isCountable(text: string, lines: readonly TypedGoods[], path: string): boolean {
  const { quantityDecimals = 0 } = lines[Number(path.split('.')[1])] ?? {};
  return typeof typedQuantity(text, quantityDecimals) === 'number';
}

/** Goods of a form as a table: quantities are typed, lines are removed; the other columns are the form's own. */
export function TypedGoodsTable<L extends TypedGoods>({
  lines,
  quantityOf,
  heads,
  cells,
  remove,
}: {
  lines: readonly L[];
  /** The properties of the field of a quantity. */
  quantityOf: (index: number) => object;
  heads: ReactNode;
  cells: (line: L, index: number) => ReactNode;
  remove: (index: number) => void;
}) {
  const { t } = useMessages();
  return (
    <div className="scroll">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('product.name')}</Table.Th>
            <Table.Th>{t('line.quantity')}</Table.Th>
            {heads}
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, index) => (
            <Table.Tr key={line.productId}>
              <Table.Td>
                {line.name} <span className="quiet">{line.sku}</span>
              </Table.Td>
              <Table.Td>
                <TextInput
                  aria-label={t('line.quantity-of', { name: line.name })}
                  inputMode={line.quantityDecimals === 0 ? 'numeric' : 'decimal'}
                  rightSection={line.unit === 'piece' ? undefined : t(`unit.${line.unit}`)}
                  w={110}
                  {...quantityOf(index)}
                />
              </Table.Td>
              {cells(line, index)}
              <Table.Td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('line.remove-of', { name: line.name })}
                  onClick={() => remove(index)}
                >
                  <IconTrash size={18} stroke={1.5} />
                </ActionIcon>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
