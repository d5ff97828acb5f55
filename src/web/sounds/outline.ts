/** The outline of a sound as a drawing, with its cue points: plain SVG, coloured by the stylesheet. */
import { html, raw } from 'hono/html';
import type { Adjustment } from '../../core/sound/adjustment.ts';
import type { Html } from '../layout.ts';

const WIDTH = 800;
const HEIGHT = 160;
const MIDDLE = HEIGHT / 2;

interface Column {
  readonly low: number;
  readonly high: number;
}

/** `columns` from −127 to 127; `samples`: how long the whole is. `label` is what a screen reader says. */
export const drawnOutline = (columns: readonly Column[], samples: number, used: Adjustment, label: string): Html => {
  const x = (sample: number): number => Math.round((sample / Math.max(samples, 1)) * WIDTH * 10) / 10;
  const y = (value: number): number => Math.round((MIDDLE - (value / 127) * (MIDDLE - 4)) * 10) / 10;
  const across = (column: number): number => Math.round((column * WIDTH * 10) / Math.max(columns.length, 1)) / 10;
  const strokes = columns.map(
    ({ low, high }, n) => `M${across(n)} ${y(Math.max(high, 0.5))}V${y(Math.min(low, -0.5))}`,
  );
  const from = x(used.cueIn);
  const to = x(used.cueOut);
  const line = (at: number, name: string): string => `<path class="${name}" d="M${at} 0V${HEIGHT}"/>`;
  const marks = [
    `<rect class="unheard" x="0" y="0" width="${from}" height="${HEIGHT}"/>`,
    `<rect class="unheard" x="${to}" y="0" width="${Math.max(0, Math.round((WIDTH - to) * 10) / 10)}" height="${HEIGHT}"/>`,
    used.fadeIn > 0 ? `<path class="fade" d="M${from} ${HEIGHT}L${x(used.cueIn + used.fadeIn)} 0"/>` : '',
    used.fadeOut > 0 ? `<path class="fade" d="M${x(used.cueOut - used.fadeOut)} 0L${to} ${HEIGHT}"/>` : '',
    line(from, 'cue'),
    line(to, 'cue'),
    used.segue === null ? '' : line(x(used.segue), 'segue'),
  ];
  return html`<svg class="outline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}"><path class="sound" stroke-width="${Math.max(1, WIDTH / Math.max(columns.length, 1))}" d="${strokes.join('')}"/>${raw(marks.join(''))}</svg>`;
};
