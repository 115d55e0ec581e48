/** The English messages of stores. */
export const words = {
  'store.new': 'Open a store',
  'store.first': 'Your first store',
  'store.first-how':
    'Nothing is set up yet. Write down the company as its documents name it, and the first store; then add products and receive them.',
  'store.open': 'Open the store',
  'store.company-name': 'Name of the company',
  'store.legal-form': 'Legal form',
  'store.name': 'Name of the store',
  'store.code': 'Code',
  'store.code-how': '1 to 8 capital letters or digits: document numbers begin with it, and it never changes.',
  'store.time-zone-how': 'A time zone as Africa/Algiers.',
  'store.currency': 'Currency',
  'store.time-zone': 'Time zone',
  'store.company': 'Company',
  'store.register': 'Trade register',
} as const;
