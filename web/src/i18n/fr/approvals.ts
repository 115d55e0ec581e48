import type { words as en } from '../en/approvals.js';

/** The French messages of requests to a manager. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'approvals.one': 'Vente en attente à {store}',
  'approvals.asked-by': 'demandé par {name}',
  'approvals.until': 'jusqu’à {time}',
  'approvals.price': '{price} (de {min} à {max})',
  'approvals.margin': 'Marge en jeu',
  'approvals.tax-free': 'Sans taxe, motif : {reason}',
  'approvals.note-of': 'La caisse dit : {note}',
  'approvals.note': 'Mot (le caissier le voit)',
  'approvals.under-list': '{percent} sous le tarif',
  'approvals.over-list': '{percent} au-dessus du tarif',
  'approvals.ready': 'Mots tout prêts',
  'approvals.ready-fine': 'D’accord, bon client',
  'approvals.ready-too-low': 'Trop bas : proposer le prix minimum',
  'approvals.ready-see-me': 'Venez me voir d’abord',
  'approvals.approve': 'Accorder',
  'approvals.reject': 'Refuser',
};
