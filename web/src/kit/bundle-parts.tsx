import type { Product } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';

/** A part of a bundle with its name; `quantity` is what is in one bundle. */
export type NamedPart = Pick<Product, 'name' | 'unit' | 'quantityDecimals'> & { readonly quantity: number };

/** What is in a bundle, in small under its name; nothing for what is none. */
export function BundleParts({
  parts,
  className = 'line-more',
}: {
  parts?: readonly NamedPart[] | undefined;
  className?: string;
}) {
  const { t, quantity } = useMessages();
  if (!parts) return null;
  const names = parts.map((part) => `${quantity(part.quantity, part)} × ${part.name}`).join(', ');
  return <div className={className}>{t('line.parts', { parts: names })}</div>;
}
