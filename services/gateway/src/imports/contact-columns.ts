import type { IdentifierKind } from '@comptoir/contracts';
import type { ColumnNames } from './file-columns.js';

/** Names of the columns of numbers that countries know somebody by. */
const NUMBERS: Readonly<Record<IdentifierKind, readonly string[]>> = {
  frVat: ['frVat', 'tva intracommunautaire', 'numéro de tva'],
  siret: ['siret'],
  siren: ['siren'],
  nif: ['nif', 'رقم التعريف الجبائي'],
  nis: ['nis', 'رقم التعريف الإحصائي'],
  rcDz: ['rcDz', 'rc algérie'],
  ai: ['ai', 'article d’imposition', 'رقم مادة الضريبة'],
  mf: ['mf', 'matricule fiscal', 'المعرف الجبائي'],
  ice: ['ice', 'المعرف الموحد للمقاولة'],
  ifMa: ['ifMa', 'identifiant fiscal'],
  rcMa: ['rcMa', 'rc maroc'],
  ncc: ['ncc'],
  ninea: ['ninea'],
  ifu: ['ifu'],
  vat: ['vat', 'vat number'],
  taxNumber: ['taxNumber', 'tax number', 'numéro fiscal', 'الرقم الجبائي'],
  register: ['register', 'trade register', 'registre du commerce', 'السجل التجاري'],
};

const SHARED = {
  name: ['name', 'nom', 'raison sociale', 'الاسم', 'اسم الشركة'],
  phone: ['phone', 'telephone', 'téléphone', 'tél', 'mobile', 'الهاتف'],
  email: ['email', 'e-mail', 'mail', 'courriel', 'adresse électronique', 'البريد الإلكتروني'],
  street: ['street', 'address', 'adresse', 'rue', 'العنوان', 'الشارع'],
  postcode: ['postcode', 'zip', 'postal code', 'code postal', 'الرمز البريدي'],
  city: ['city', 'town', 'ville', 'commune', 'المدينة'],
  country: ['country', 'pays', 'البلد'],
  profile: ['profile', 'profil'],
  identifiers: ['identifiers', 'identifiants'],
  paymentTermsDays: ['paymentTermsDays', 'payment terms', 'terms', 'délai de paiement', 'échéance', 'أجل الدفع'],
  ...NUMBERS,
} as const;

const SUPPLIER_NAMES = {
  supplierId: ['supplierId'],
  ...SHARED,
  leadTimeDays: ['leadTimeDays', 'lead time', 'délai de livraison', 'مدة التسليم'],
  note: ['note', 'notes', 'remarque', 'remarques', 'ملاحظة'],
} as const;
export type SupplierColumn = keyof typeof SUPPLIER_NAMES;

const CUSTOMER_NAMES = {
  customerId: ['customerId'],
  ...SHARED,
  kind: ['kind', 'type', 'النوع'],
  group: ['group', 'customer group', 'groupe', 'groupe de clients', 'المجموعة', 'مجموعة الزبائن'],
  creditLimit: ['creditLimit', 'credit limit', 'plafond de crédit', 'encours autorisé', 'سقف الائتمان'],
  currency: ['currency', 'devise', 'monnaie', 'العملة'],
} as const;
export type CustomerColumn = keyof typeof CUSTOMER_NAMES;

const OF_EXPORTS = ['taxId', 'archived', 'createdAt', 'createdBy', 'changedAt', 'changedBy'];

/** What a column of a file of suppliers may mean. */
export const SUPPLIER_COLUMNS: ColumnNames<SupplierColumn> = {
  names: SUPPLIER_NAMES,
  known: OF_EXPORTS,
  required: [['name', 'supplierId']],
};

/** What a column of a file of customers may mean. */
export const CUSTOMER_COLUMNS: ColumnNames<CustomerColumn> = {
  names: CUSTOMER_NAMES,
  known: OF_EXPORTS,
  required: [['name', 'customerId']],
};

/** Kinds of numbers that may have a column of their own. */
export const NUMBER_COLUMNS = Object.keys(NUMBERS) as IdentifierKind[];
