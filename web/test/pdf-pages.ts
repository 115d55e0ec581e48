import { inflateSync } from 'node:zlib';

/** A page of a printed document: its size and its text, without spaces. */
export interface PdfPage {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly text: string;
}

const MM_PER_POINT = 25.4 / 72;
const mm = (points: string | undefined): number => Math.round(Number(points) * MM_PER_POINT);
const referenceIn = (text: string, key: string): string | undefined => new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];

/** An object of the file: its dictionary, and its stream, decompressed. */
interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

/** The objects of a PDF as Chromium writes it, by number: none inside another, streams of a known length. */
function objectsOf(source: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const heads = /(?:^|\n)(\d+) 0 obj\s/g;
  for (let head = heads.exec(source); head; head = heads.exec(source)) {
    const content = /([\s\S]*?)(stream\r?\n|endobj)/y;
    content.lastIndex = heads.lastIndex;
    const [, dictionary = '', end = ''] = content.exec(source) ?? [];
    const length = end.startsWith('stream') ? Number(/\/Length (\d+)/.exec(dictionary)?.[1]) : 0;
    const data = Buffer.from(source.slice(content.lastIndex, content.lastIndex + length), 'latin1');
    const stream = dictionary.includes('/FlateDecode') && !dictionary.includes('/Image') ? inflateSync(data) : data;
    objects.set(head[1] ?? '', { dictionary, stream: stream.toString('latin1') });
    heads.lastIndex = content.lastIndex + length;
  }
  return objects;
}

/** The pages of a PDF that Chromium made. */
export function pdfPages(pdf: Buffer): PdfPage[] {
  const objects = objectsOf(pdf.toString('latin1'));
  const streamOf = (id: string | undefined): string => objects.get(id ?? '')?.stream ?? '';
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary))
    .map(({ dictionary }) => {
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary) ?? [];
      const fonts = new Map(
        [...dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
          name,
          unicodeTable(streamOf(referenceIn(objects.get(id)?.dictionary ?? '', 'ToUnicode'))),
        ]),
      );
      return {
        widthMm: mm(width),
        heightMm: mm(height),
        text: textOf(streamOf(referenceIn(dictionary, 'Contents')), fonts),
      };
    });
}

function charactersOf(utf16: string): string {
  return String.fromCharCode(...(utf16.match(/.{4}/g) ?? []).map((one) => parseInt(one, 16)));
}

/** Characters by the hexadecimal code of their glyph. */
function unicodeTable(map: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', character = ''] of block.matchAll(/<(\w+)> <(\w+)>/g))
      table.set(glyph.toUpperCase(), charactersOf(character));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', character = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let code = parseInt(from, 16); code <= parseInt(to, 16); code += 1)
        table.set(
          code.toString(16).toUpperCase().padStart(from.length, '0'),
          String.fromCharCode(parseInt(character, 16) + code - parseInt(from, 16)),
        );
  return table;
}

/** The text of a page in the order it is drawn; a ligature is no character, its letters are said beside it. */
function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  let text = '';
  const parts = /\/ActualText\s*(?:\(([^)]*)\)|<FEFF(\w+)>)[\s\S]*?EMC|\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g;
  for (const [whole, letters, codes, name, glyphs] of content.matchAll(parts)) {
    const chosen = name ?? /\/(F\d+) [\d.]+ Tf/.exec(whole)?.[1];
    if (chosen !== undefined) font = fonts.get(chosen) ?? new Map();
    const width = [...font.keys()][0]?.length ?? 4;
    text += letters ?? (codes === undefined ? '' : charactersOf(codes));
    for (const glyph of glyphs?.match(new RegExp(`.{${width}}`, 'g')) ?? [])
      text += font.get(glyph.toUpperCase()) ?? '';
  }
  return text.replaceAll(/\s/g, '');
}
