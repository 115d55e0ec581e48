import type { words as en } from '../en/price.js';

/** The Arabic messages of prices of a product. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'price.net': '{amount} خارج الرسم',
  'price.title': 'سعر {name}',
  'price.min': 'الأدنى',
  'price.list': 'المعلن',
  'price.max': 'الأقصى',
  'price.new': 'السعر الجديد خارج الرسم، {currency}',
  'price.new-with-tax': 'السعر الجديد بكل الرسوم، {currency}',
  'price.apply': 'تثبيت السعر',
  'price.wrong': 'هذا ليس مبلغًا.',
  'price.below': 'دون الأدنى',
  'price.above': 'فوق الأقصى',
  'price.below-how': 'دون الأدنى: ستنتظر عملية البيع مسؤولًا.',
  'price.above-how': 'فوق الأقصى: ستنتظر عملية البيع مسؤولًا.',
  'price.of-list': 'قائمة الأسعار: {list}',
  'price.off-list': 'أُخرج من {list}',
  'price.own': 'السعر الخاص',
  'price.list-name': 'قائمة الأسعار',
  'price.history': 'الأسعار حتى الآن',
  'price.since': 'منذ',
  'price.before': 'قبله',
  'price.range': 'الأدنى – الأقصى',
  'price.none': 'لم يُسجّل أي سعر.',
};
