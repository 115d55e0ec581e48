/** The English messages of statements. */
export const words = {
  'statement.number': 'Entry number',
  'statement.document': 'Document',
  'statement.opening': 'Balance before: {amount}',
  'statement.closing': 'Closing balance',
  'statement.none': 'Nothing moved on these days.',
  'statement.choose-customer': 'Choose a customer to see what was bought and paid.',
  'statement.choose-account': 'Choose an account to see its lines.',
  'statement.card': 'Customer’s card',
} as const;
