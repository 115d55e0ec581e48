/** Letters and digits, with the marks that people group them by. */
const WRITTEN = /^[A-Z0-9][A-Z0-9 ./-]*$/i;

/**
 * Whether a text can be a tax number. A customer may be of any country, so this is what the forms have in common: Tunisia 7
 * digits and a letter, or 13 characters; Senegal 9 digits; France 9 or 14, or FR with 11; Benin and Togo 13; Morocco 15;
 * Algeria 15 or 20. A name before it (NIF, ICE) counts as letters.
 */
export function isTaxNumber(text: string): boolean {
  const characters = text.replaceAll(/[^A-Z0-9]/gi, '');
  const digits = characters.replaceAll(/\D/g, '');
  return WRITTEN.test(text) && characters.length >= 8 && characters.length <= 25 && digits.length >= 7;
}
