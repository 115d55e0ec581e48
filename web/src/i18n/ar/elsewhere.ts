import type { words as en } from '../en/elsewhere.js';

/** The Arabic messages of returns at another store. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'elsewhere.title': 'إرجاع بضاعة متجر آخر',
  'elsewhere.number': 'رقم الوصل',
  'elsewhere.how': 'كما هو مطبوع، مثل ALG1-B-2026-000042؛ Enter يبحث عنه.',
  'elsewhere.sold-in': 'بيع في {store} يوم {day}',
  'elsewhere.done': 'أُعيد هنا. إشعار دائن {number}.',
};
