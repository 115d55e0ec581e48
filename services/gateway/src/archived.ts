import { catalogErrors, type ProductView } from '@comptoir/contracts';

/** Refuses product.archived where one of the products is archived: it is neither sold nor ordered. */
export function requireActive(products: readonly ProductView[]): void {
  const archived = products.filter((product) => product.archivedAt !== undefined);
  if (archived.length === 0) return;
  throw catalogErrors.productArchived(`${archived[0]!.name} is archived: bring it back to sell or order it.`, {
    productIds: archived.map(({ productId }) => productId),
  });
}
