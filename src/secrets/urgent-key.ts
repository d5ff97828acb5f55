/**
 * The key that signs urgent orders, as the text of its file; kept by store/key-files.ts.
 *
 * Not the key of the manifests: who may say what is planned cannot thereby break into every loudspeaker at night, nor the other way round.
 */
import { type NamedSigner, namedSigner, newNamedKey } from './named-signer.ts';

/** Stands before the key, as PEM allows (RFC 7468 §2): 'Urgent: loa-3fa94c1b/khan'. */
const LABEL = 'Urgent';

/** `name`: as newNamedKey() takes it. */
export const newUrgentKey = (name: string | null = null): string => newNamedKey(LABEL, 'khan', name);

/** null: the text is no such key. */
export const urgentSigner = (text: string): NamedSigner | null => namedSigner(LABEL, text);
