import { ORDER_AUTOMATA, ORDER_LIFE, FINAL_ORDER_STATES, type OrderTransition } from '@comptoir/contracts';

const ROWS: readonly OrderTransition[] = ORDER_LIFE;
const AUTOMATA: readonly string[] = ORDER_AUTOMATA;
const BEGIN = '<!-- generated: the order’s life; npm run docs writes it -->';
const END = '<!-- end of generated -->';

/** A Markdown text without its generated blocks. */
export function withoutGenerated(markdown: string): string {
  return markdown.replaceAll(/<!-- generated: [^\n]*-->\n[\s\S]*?<!-- end of generated -->\n/g, '');
}

/** The README of sales with the order's life as the table in the code has it. Throws where the place for it is missing. */
export function withOrderLife(readme: string): string {
  const [before, rest] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (before < 0 || rest < before) throw new Error(`the README of sales has no place for the order's life: ${BEGIN}`);
  return `${readme.slice(0, before)}${BEGIN}\n\n${drawing()}\n\n${table()}\n\n${readme.slice(rest)}`;
}

/** The states and what leads from one to another, as a diagram that Markdown pages draw. */
function drawing(): string {
  const ways = Map.groupBy(
    ROWS.flatMap((row) => row.from.map((from) => ({ from, to: row.to, name: row.name }))).filter(
      ({ from, to }) => from !== to,
    ),
    ({ from, to }) => `${from} --> ${to}`,
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> draft',
    ...[...ways].map(([way, rows]) => `  ${way}: ${[...new Set(rows.map(({ name }) => name))].join(', ')}`),
    ...FINAL_ORDER_STATES.map((state) => `  ${state} --> [*]`),
    '```',
  ].join('\n');
}

function table(): string {
  const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');
  return [
    '| transition | from | to | revision | if | by | what happens |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...ROWS.map(({ name, from, to, revision, guards, by, effect }) =>
      [
        '',
        code([name]),
        code(from),
        code([to]),
        revision === 0 ? '' : '+1',
        code(guards),
        by.map((mover) => (AUTOMATA.includes(mover) ? mover : `\`${mover}\``)).join(', '),
        effect,
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ].join('\n');
}
