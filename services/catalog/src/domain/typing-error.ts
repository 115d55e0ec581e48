/** Shortest word in which a typing error is forgiven. */
const SHORTEST_FORGIVING = 4;

/** Whether an error in this word is forgiven: in a code or a number it is another code or number. */
export function isForgiving(word: string): boolean {
  return word.length >= SHORTEST_FORGIVING && /^\p{L}+$/u.test(word);
}

/**
 * The beginnings of words that are one typing error away from what was typed: a letter too many, missing or wrong, or two
 * swapped. Only those that some word has: the letters that may stand at a place are those that follow there in the words.
 */
export function nearPrefixes(typed: string, words: { lettersAfter: (prefix: string) => string[] }): string[] {
  const found = new Set<string>();
  for (let at = 0; at < typed.length; at += 1) {
    const [head, rest] = [typed.slice(0, at), typed.slice(at)];
    found.add(head + rest.slice(1));
    if (rest.length > 1) found.add(head + rest[1] + rest[0] + rest.slice(2));
    for (const letter of words.lettersAfter(head)) found.add(head + letter + rest).add(head + letter + rest.slice(1));
  }
  found.delete(typed);
  return [...found];
}
