import type { Unit } from '@comptoir/contracts';

/** Languages that a purchase order is printed in. */
export const PAPER_LANGUAGES = ['fr', 'en', 'ar'] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** The words of a purchase order on paper. */
export interface PurchaseOrderWords {
  readonly title: string;
  readonly draft: string;
  readonly cancelled: string;
  readonly supplier: string;
  readonly deliverTo: string;
  readonly day: string;
  readonly expected: string;
  readonly note: string;
  readonly product: string;
  readonly yourNumber: string;
  readonly quantity: string;
  readonly unitCost: string;
  readonly amount: string;
  readonly total: string;
  readonly page: (page: number, of: number) => string;
  readonly units: Readonly<Record<Exclude<Unit, 'piece'>, string>>;
}

const SIGNS = { kg: 'kg', g: 'g', l: 'l', ml: 'ml', m: 'm', cm: 'cm', m2: 'm²', m3: 'm³', h: 'h' } as const;

/** Words by language. */
export const PURCHASE_ORDER_WORDS: Readonly<Record<PaperLanguage, PurchaseOrderWords>> = {
  fr: {
    title: 'Bon de commande',
    draft: 'Brouillon',
    cancelled: 'Annulé',
    supplier: 'Fournisseur',
    deliverTo: 'Livrer à',
    day: 'Date',
    expected: 'Livraison attendue',
    note: 'Remarque',
    product: 'Article',
    yourNumber: 'Votre référence',
    quantity: 'Quantité',
    unitCost: 'Prix unitaire HT',
    amount: 'Montant HT',
    total: 'Total attendu HT',
    page: (page, of) => `Page ${page} / ${of}`,
    units: SIGNS,
  },
  en: {
    title: 'Purchase order',
    draft: 'Draft',
    cancelled: 'Cancelled',
    supplier: 'Supplier',
    deliverTo: 'Deliver to',
    day: 'Date',
    expected: 'Expected',
    note: 'Note',
    product: 'Product',
    yourNumber: 'Your number',
    quantity: 'Quantity',
    unitCost: 'Unit price before tax',
    amount: 'Amount before tax',
    total: 'Expected total before tax',
    page: (page, of) => `Page ${page} of ${of}`,
    units: SIGNS,
  },
  ar: {
    title: 'طلبية شراء',
    draft: 'مسودة',
    cancelled: 'ملغاة',
    supplier: 'المورد',
    deliverTo: 'التسليم إلى',
    day: 'التاريخ',
    expected: 'موعد التسليم',
    note: 'ملاحظة',
    product: 'المنتج',
    yourNumber: 'رقمكم',
    quantity: 'الكمية',
    unitCost: 'سعر الوحدة دون الرسم',
    amount: 'المبلغ دون الرسم',
    total: 'المجموع المنتظر دون الرسم',
    page: (page, of) => `صفحة ${page} / ${of}`,
    units: { kg: 'كغ', g: 'غ', l: 'ل', ml: 'مل', m: 'م', cm: 'سم', m2: 'م²', m3: 'م³', h: 'سا' },
  },
};
