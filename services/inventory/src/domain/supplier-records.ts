import type { Identifier, SupplierProductView, SupplierView } from '@comptoir/contracts';

/** A supplier as stored. */
export interface SupplierRecord extends Omit<SupplierView, 'supplierId' | 'identifiers'> {
  readonly _id: string;
  readonly identifiers: readonly Identifier[];
  /** Grows with each of its deliveries, so that a delivery and a change of the supplier do not pass each other. */
  readonly touched: number;
}

/** A number that one supplier has; `_id` is its kind and the number without separators. */
export interface SupplierIdentifier {
  readonly _id: string;
  readonly supplierId: string;
}

/** A key that suppliers are found by. */
export interface SupplierSearchKey {
  readonly _id: string;
  readonly key: string;
  readonly supplierId: string;
  readonly archived: boolean;
  readonly words: readonly string[];
  /** Phone numbers, digits only. */
  readonly numbers: readonly string[];
}

/** A product of a supplier as stored; `_id` is `<supplierId>/<productId>`. */
export interface SupplierProduct extends SupplierProductView {
  readonly _id: string;
  readonly revision: number;
}

/** The id of a product of a supplier. */
export function supplierProductIdOf(supplierId: string, productId: string): string {
  return `${supplierId}/${productId}`;
}

/** The supplier as others see it. */
export function supplierViewOf({ _id, touched: _touched, ...fields }: SupplierRecord): SupplierView {
  return { supplierId: _id, ...fields, identifiers: [...fields.identifiers] };
}

/** A product of a supplier as others see it. */
export function supplierProductViewOf({ _id, revision: _revision, ...view }: SupplierProduct): SupplierProductView {
  return view;
}
