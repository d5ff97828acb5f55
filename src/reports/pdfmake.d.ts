/** What we use of pdfmake 0.3: its own type package brings the browser's types into a program that has no browser. */
declare module 'pdfmake' {
  interface Pdf {
    getBuffer(): Promise<Buffer>;
    getStream(): Promise<unknown>;
  }
  interface Fonts {
    readonly [name: string]: { readonly [face: string]: string };
  }
  const pdfmake: {
    setFonts(fonts: Fonts): void;
    /** Whether an address may be fetched, or a file read, by a document. */
    setUrlAccessPolicy(may: (url: string) => boolean): void;
    setLocalAccessPolicy(may: (path: string) => boolean): void;
    createPdf(document: Readonly<Record<string, unknown>>): Pdf;
  };
  export default pdfmake;
}
