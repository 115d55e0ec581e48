import type { words as en } from '../en/webhook.js';

/** The French messages of addresses that are told of stock. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'webhook.about': 'D’autres logiciels, prévenus quand le stock baisse, s’épuise, se rétablit ou va périmer',
  'webhook.add': 'Ajouter une adresse',
  'webhook.none': 'Aucune adresse n’est prévenue.',
  'webhook.address': 'Adresse',
  'webhook.address-how': 'Elle commence par https et est joignable depuis l’internet.',
  'webhook.state': 'État',
  'webhook.switch': 'Commutateur',
  'webhook.on': 'active',
  'webhook.off': 'inactive',
  'webhook.switch-on': 'Activer',
  'webhook.switch-off': 'Désactiver',
  'webhook.switch-on-of': 'Activer : {url}',
  'webhook.switch-off-of': 'Désactiver : {url}',
  'webhook.secret': 'Secret',
  'webhook.secret-how': 'Les messages sont signés avec lui. Il n’est montré qu’une fois : notez-le maintenant.',
  'webhook.at': 'Quand',
  'webhook.type': 'Événement',
  'webhook.attempts': 'Essais',
  'webhook.due': 'Nouvel essai à',
  'webhook.messages': 'Messages des 30 derniers jours',
  'webhook.no-messages': 'Rien n’a été envoyé à cette adresse.',
  'webhook.is.pending': 'en cours',
  'webhook.is.delivered': 'remis',
  'webhook.is.givenUp': 'abandonné',
};
