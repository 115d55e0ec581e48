import { BundleParts } from '../kit/bundle-parts.js';
import { useProducts } from '../office/use-products.js';
import type { Goods } from './cart.js';

/** What is in a bundle of the cart, once the names of its parts are read. */
export function CartParts({ parts }: { parts: NonNullable<Goods['parts']> }) {
  const products = useProducts(parts.map(({ productId }) => productId));
  if (!products) return null;
  return <BundleParts parts={parts.map((part) => ({ ...products.get(part.productId)!, quantity: part.quantity }))} />;
}
