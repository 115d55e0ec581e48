import type { words as en } from '../en/webhook.js';

/** The Arabic messages of addresses that are told of stock. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'webhook.about': 'برامج أخرى تُخطر عندما ينخفض المخزون أو ينفد أو يعود أو تقترب نهاية صلاحيته',
  'webhook.add': 'إضافة عنوان',
  'webhook.none': 'لا عنوان يُخطر بعد.',
  'webhook.address': 'العنوان',
  'webhook.address-how': 'يبدأ بـ https ويمكن بلوغه من الإنترنت.',
  'webhook.state': 'الحالة',
  'webhook.switch': 'تبديل',
  'webhook.on': 'مفعّل',
  'webhook.off': 'متوقف',
  'webhook.switch-on': 'تفعيل',
  'webhook.switch-off': 'إيقاف',
  'webhook.switch-on-of': 'تفعيل: {url}',
  'webhook.switch-off-of': 'إيقاف: {url}',
  'webhook.secret': 'السر',
  'webhook.secret-how': 'تُوقّع به الرسائل. يظهر مرة واحدة: احفظه الآن.',
  'webhook.at': 'متى',
  'webhook.type': 'الحدث',
  'webhook.attempts': 'المحاولات',
  'webhook.due': 'المحاولة التالية',
  'webhook.messages': 'رسائل آخر 30 يومًا',
  'webhook.no-messages': 'لم يُرسل شيء إلى هذا العنوان.',
  'webhook.is.pending': 'قيد الإرسال',
  'webhook.is.delivered': 'سُلّم',
  'webhook.is.givenUp': 'تُرك',
};
