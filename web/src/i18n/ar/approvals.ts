import type { words as en } from '../en/approvals.js';

/** The Arabic messages of requests to a manager. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'approvals.one': 'عملية بيع بانتظار موافقة في {store}',
  'approvals.asked-by': 'الطالب: {name}',
  'approvals.until': 'حتى {time}',
  'approvals.price': '{price} (من {min} إلى {max})',
  'approvals.margin': 'الهامش المعني',
  'approvals.tax-free': 'بدون رسم، السبب: {reason}',
  'approvals.note-of': 'يقول الصندوق: {note}',
  'approvals.note': 'ملاحظة (يراها أمين الصندوق)',
  'approvals.under-list': '{percent} دون السعر المعلن',
  'approvals.over-list': '{percent} فوق السعر المعلن',
  'approvals.ready': 'ملاحظات جاهزة',
  'approvals.ready-fine': 'موافق، زبون جيد',
  'approvals.ready-too-low': 'منخفض جدًا: اقترح السعر الأدنى',
  'approvals.ready-see-me': 'تعال إليّ أولًا',
  'approvals.approve': 'موافقة',
  'approvals.reject': 'رفض',
};
