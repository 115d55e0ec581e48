import type { words as en } from '../en/receipt.js';

/** The French messages of receipts and prints. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'print.slip': 'Imprimer 80 mm',
  'print.a4': 'Imprimer A4',
  'print.slip-short': '80 mm',
  'print.a4-short': 'A4',
  'print.slip-of': 'Imprimer {number} sur 80 mm',
  'print.a4-of': 'Imprimer {number} sur A4',
  'print.foot': '{number} · page {page} sur {pages}',
  'receipt.title': 'Ticket',
  'receipt.legal-form': 'Forme juridique : {form}',
  'receipt.tax-id': 'NIF {id}',
  'receipt.register': 'RC {id}',
  'receipt.tax-at': 'TVA {rate}',
  'receipt.owed': 'Reste dû',
  'receipt.warranty': 'Garantie',
  'receipt.copy': 'DUPLICATA',
  'receipt.cancelled': 'ANNULÉ par l’avoir {numbers}',
  'receipt.credited': 'Avoir partiel : {numbers}',
  'receipt.corrects': 'rectifie {number}',
  'receipt.of-day': 'opération du {day}',
  'receipt.issued': 'émis le {at}',
  'receipt.covered': '{count} × {name} : garantie jusqu’au {day}',
  'receipt.total': 'Total TTC',
  'receipt.thanks': 'Merci de votre visite.',
  'pay.change': 'À rendre',
};
