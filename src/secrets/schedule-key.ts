/**
 * The key that signs the manifests of all sites, as the text of its file; kept by store/key-files.ts.
 *
 * Not the log's key: who may say what sounds and who may say what sounded are two powers, and can be in two hands.
 */
import { type NamedSigner, namedSigner, newNamedKey } from './named-signer.ts';

/** Stands before the key, as PEM allows (RFC 7468 §2): 'Centre: loa-3fa94c1b/lich'. */
const LABEL = 'Centre';

/** `name`: as newNamedKey() takes it. */
export const newScheduleKey = (name: string | null = null): string => newNamedKey(LABEL, 'lich', name);

/** null: the text is no such key. */
export const scheduleSigner = (text: string): NamedSigner | null => namedSigner(LABEL, text);
