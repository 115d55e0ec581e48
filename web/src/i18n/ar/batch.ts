import type { words as en } from '../en/batch.js';

/** The Arabic messages of batches. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'batch.title': 'الدفعات في {store}',
  'batch.level': '{available} متاح، {held} محجوز',
  'batch.received': 'تاريخ الاستلام',
  'batch.age': 'العمر بالأيام',
  'batch.left': 'الباقي',
  'batch.cost': 'تكلفة الوحدة {currency}',
  'batch.expires': 'آخر يوم',
};
