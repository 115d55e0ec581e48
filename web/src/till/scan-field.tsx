import { TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type KeyboardEvent } from 'react';
import type { Product } from '../api/shapes.js';
import { ProductPicture } from '../kit/product-picture.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { offerFor } from '@comptoir/contracts/price-lists';
import { BothPrices } from './both-prices.js';
import { looksLikeCode } from './scan.js';
import { UnknownCodes } from './scan-entries.js';
import { searchOf, MIN_SEARCH_LENGTH } from './look-up.js';
import { offersIn, type PricingStore } from './offers.js';
import { type Scans } from './use-scans.js';

/** Scan a code or type a few letters; Enter on the empty field is a key of the till. */
export function ScanField({
  store,
  group,
  scans,
  text,
  setText,
  openVariants,
}: {
  store: PricingStore;
  /** The group of the customer. */
  group: string | undefined;
  scans: Scans;
  text: string;
  setText: (text: string) => void;
  /** Offers the variants of a product. */
  openVariants: (parent: Product) => void;
}) {
  const { t } = useMessages();
  const [moved, setAt] = useState<number | undefined>(undefined);
  const [asked] = useDebouncedValue(text.trim(), 120);
  const searching = asked.length >= MIN_SEARCH_LENGTH;
  const { data, error, isPlaceholderData } = useQuery({
    ...searchOf(asked, 'grouped'),
    enabled: searching,
    placeholderData: keepPreviousData,
  });
  const found = searching && text.trim() !== '' ? (data?.items ?? []) : [];
  const withError = new Set(data?.withTypingError);
  /** Nobody has chosen yet: the first is chosen, unless it was found with a typing error. */
  const at = moved ?? (found[0] && withError.has(found[0].productId) ? -1 : 0);
  const foundAll = asked === text.trim() && !isPlaceholderData;
  const foundNothing = searching && foundAll && data?.items.length === 0;
  const take = (product: Product): void => {
    setText('');
    setAt(undefined);
    if (product.variantOptions) openVariants(product);
    else scans.add(product);
  };
  const onEnter = (): void => {
    const typed = text.trim();
    if (typed === '') return;
    const chosen = foundAll ? found[at] : undefined;
    const isChosen = chosen && (!looksLikeCode(typed) || found.length === 1 || at > 0); // many may begin like a code
    if (isChosen) return take(chosen);
    if (foundAll && at < 0 && !looksLikeCode(typed)) return; // the choice is on the screen
    scans.find(typed); // Enter came before the list did, or it is a code
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onEnter();
    else if (event.key === 'Escape') setText('');
    else if (event.key === 'ArrowDown' && found.length > 0) setAt((at + 1) % found.length);
    else if (event.key === 'ArrowUp' && found.length > 0) setAt((Math.max(at, 0) + found.length - 1) % found.length);
    else return;
    event.preventDefault();
  };
  return (
    <div className="scan">
      <TextInput
        id="scan"
        label={t('till.scan')}
        description={t('till.scan-how')}
        size="md"
        value={text}
        autoFocus
        autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={(event) => (setText(event.currentTarget.value), setAt(undefined))}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant={found[at] ? `found-${at}` : undefined}
      />
      <ul
        id="found"
        role="listbox"
        aria-label={t('till.found')}
        aria-busy={!foundAll}
        className="found"
        hidden={found.length === 0}
      >
        {found.map((product, index) => (
          <li
            key={product.productId}
            id={`found-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => (event.preventDefault(), take(product))}
          >
            <Found product={product} store={store} group={group} isNear={withError.has(product.productId)} />
          </li>
        ))}
      </ul>
      <div className="found-nothing" role="status">
        {foundNothing && t('till.found-nothing', { text: asked })}
        {foundAll && found.length > 0 && at < 0 && t('till.choose', { text: asked })}
      </div>
      <UnknownCodes scans={scans} />
      <ProblemNote error={error} />
    </div>
  );
}

function Found({
  product,
  store,
  group,
  isNear,
}: {
  product: Product;
  store: PricingStore;
  group: string | undefined;
  isNear: boolean;
}) {
  const { t, quantity } = useMessages();
  const available = product.stock.find((one) => one.storeId === store.storeId)?.available ?? 0;
  const { priceListMinor, priceList } = offerFor(offersIn(product, store), group);
  return (
    <>
      <span className="found-name">
        <ProductPicture product={product} /> {product.name} <small>{product.sku}</small>{' '}
        {isNear && <small className="quiet">{t('till.near')}</small>}
      </span>
      <span className="number">
        <BothPrices goods={product} unitPriceMinor={priceListMinor} withCurrency />{' '}
        {priceList && <small className="quiet">{t('price.of-list', { list: priceList.name })}</small>}
      </span>
      <span className={available > 0 ? 'mark good' : 'mark bad'}>
        {t('line.in-stock', { count: quantity(available, product) })}
      </span>
    </>
  );
}
