/** Whoever did something, by name: a person, a program, a site, the system; or that there is no name any more. */
import type { ListedAlteration } from '../../operations/alterations/list-alterations.ts';
import type { Page } from '../layout.ts';

export const actorName = ({ m }: Pick<Page, 'm'>, { id, kind, name }: ListedAlteration['by']): string => {
  const { kinds, systems, erasedPerson } = m.audit;
  if (kind === 'nobody') return kinds.nobody;
  if (kind === 'system') return id.endsWith('cli') ? systems.cli : systems.service;
  return name ?? (kind === 'person' ? erasedPerson : id);
};
