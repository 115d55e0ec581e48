import type { words as en } from '../en/ledger.js';

/** The French messages of the journal and its accounts. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'ledger.title': 'Écritures',
  'ledger.account': 'Compte',
  'ledger.debit': 'Débit',
  'ledger.credit': 'Crédit',
  'entry.sale': 'Vente',
  'entry.correction': 'Correction',
  'entry.delivery': 'Livraison',
  'entry.writeOff': 'Mise au rebut',
  'account.cash': 'Caisse',
  'account.card': 'Carte',
  'account.bankTransfer': 'Virements',
  'account.receivable': 'Clients',
  'account.inventory': 'Stock',
  'account.goodsReceivedNotInvoiced': 'Marchandises reçues à payer',
  'account.outputTax': 'TVA collectée',
  'account.revenue': 'Ventes',
  'account.costOfGoodsSold': 'Coût des ventes',
  'account.shrinkage': 'Pertes de stock',
  'ledger.day': 'Jour',
  'ledger.posted': 'Passée',
  'ledger.what': 'Écriture',
  'ledger.lines': 'Compte, débit, crédit {currency}',
  'ledger.none': 'Rien n’a encore été passé ici.',
  'ledger.balance': 'Solde',
};
