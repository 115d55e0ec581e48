import { catalogErrors, type ProductView } from '@comptoir/contracts';

/** Refuses product.has-variants where one of the products is a parent: no goods are of it, only of its variants. */
export function requireNoParents(products: readonly ProductView[]): void {
  const parents = products.filter((product) => product.variantOptions !== undefined);
  if (parents.length > 0) {
    throw catalogErrors.productHasVariants(`${parents[0]!.name} has variants: choose one of them.`, {
      productIds: parents.map(({ productId }) => productId),
    });
  }
}

/** Refuses product.archived where one of the products is archived, and parents: they are neither sold nor ordered. */
export function requireActive(products: readonly ProductView[]): void {
  requireNoParents(products);
  const archived = products.filter((product) => product.archivedAt !== undefined);
  if (archived.length === 0) return;
  throw catalogErrors.productArchived(`${archived[0]!.name} is archived: bring it back to sell or order it.`, {
    productIds: archived.map(({ productId }) => productId),
  });
}
