/**
 * Khmer letters in PDF: the layout engine beneath pdfmake (fontkit 2.0) falls over where a font says that a mark has no place
 * on a letter, as Noto does for nikahit on nearly all of them ('អំពី'). The OpenType way is to leave such a rule out, and so
 * it is done here, once for the process.
 *
 * Throws when the engine is not as it was: another version has to be looked at.
 */

/** A rule that does not apply. */
const NO_PLACE = Symbol('no place');

interface Positions {
  applyAnchor: (mark: unknown, base: unknown, at: number) => void;
  applyLookup: (type: number, table: unknown) => boolean;
}

interface Engine {
  readonly font?: { readonly _layoutEngine?: { readonly engine?: { readonly GPOSProcessor?: Positions } } };
}

const done = new WeakSet<Positions>();

/** `font`: one that a PDF document has opened. */
export const mendMarks = (font: unknown): void => {
  const processor = (font as Engine | undefined)?.font?._layoutEngine?.engine?.GPOSProcessor;
  const rules = processor === undefined ? null : (Object.getPrototypeOf(processor) as Partial<Positions>);
  const { applyAnchor, applyLookup } = rules ?? {};
  if (rules === null || applyAnchor === undefined || applyLookup === undefined)
    throw new Error('the layout engine of PDF fonts is another one');
  if (done.has(rules as Positions)) return;
  done.add(rules as Positions);
  rules.applyAnchor = function (mark, base, at) {
    if (base === null || base === undefined) throw NO_PLACE;
    applyAnchor.call(this, mark, base, at);
  };
  rules.applyLookup = function (type, table) {
    try {
      return applyLookup.call(this, type, table);
    } catch (thrown) {
      if (thrown === NO_PLACE) return false;
      throw thrown;
    }
  };
};
