import { code128, drawingSVG } from 'bwip-js/generic';

/** A text as the bars of a Code 128, an SVG image without the text itself. Loaded on demand: it is large. */
export function code128Svg(text: string): string {
  return code128({ bcid: 'code128', text, height: 10, paddingwidth: 0 }, drawingSVG());
}
