import type { words as en } from '../en/days.js';

/** The Arabic messages of the closing of days. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'days.none': 'لم يُقفل أي يوم بعد.',
  'days.closed-at': 'أُقفل في',
  'days.chain': 'الرقم والبصمة',
  'days.next': 'التالي للإقفال: {day}',
  'days.all-closed': 'كل الأيام الماضية مقفلة.',
  'days.today': 'يمكن إقفال هذا اليوم بعد نهايته.',
  'days.figures':
    '{count, plural, =0 {لا بيع} one {بيع واحد} two {بيعان} few {{count} مبيعات} other {{count} بيعًا}}، {amount} بكل الرسوم',
  'days.under-way': 'يجري إقفال اليوم.',
  'days.close': 'إقفال اليوم',
  'days.close-title': 'إقفال {day}؟',
  'days.close-how': 'تُختم أرقامه ولا تتغير بعد ذلك. وما يأتي لاحقًا يُحسب ليوم مفتوح.',
};
