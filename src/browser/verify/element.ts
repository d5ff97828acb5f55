/** Elements of the page. What came from outside is put in as text, never as markup. */

export type Child = Node | string;

export const element = (tag: string, className: string, ...children: readonly Child[]): HTMLElement => {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
};
