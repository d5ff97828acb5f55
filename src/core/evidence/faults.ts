/** What can be wrong with a piece of evidence, as closed sets of words: refusals carry them, the sentences explain them. */

/** The texts of evidence: a signed note, a key to check with, a checkpoint, a witness's request, a proof. */
export type EvidenceText = 'note' | 'key' | 'checkpoint' | 'request' | 'proof' | 'export';

/** The part of such a text that does not read. */
export type EvidencePart =
  /** Not plain text, does not end its last line, or far too long. */
  | 'text'
  /** A fixed first line, or the blank line between the parts, is missing. */
  | 'layout'
  | 'signatures'
  | 'name'
  | 'id'
  /** Not an Ed25519 key that anybody could sign with. */
  | 'public-key'
  | 'origin'
  | 'size'
  | 'root'
  | 'extension'
  | 'extra'
  | 'index'
  | 'hashes';

/** Why evidence that reads well does not hold. */
export type ProofFault =
  /** A key that we know did not make the signature under its name. */
  | 'signature'
  /** No signature of a key that we know. */
  | 'unsigned'
  /** A checkpoint of another log. */
  | 'origin'
  /** Fewer witnesses than asked for. */
  | 'witnesses'
  /** The entry's number lies outside the log of that size. */
  | 'index'
  /** The older log is empty or longer than the newer one. */
  | 'sizes'
  /** Not the hashes that these sizes ask for. */
  | 'path'
  /** The hashes lead to another root. */
  | 'root'
  /** A change of the log's key that does not follow on the one before it, or does not end at the key that signs. */
  | 'chain'
  /** The key was lost between the one that the reader knows and the one that signs. */
  | 'key-lost'
  /** A sound's bytes are not those of its hash. */
  | 'sound';

/** What is wrong with one entry of an exported log. */
export type ExportFault =
  /** Another entry than the one whose hash leads to the signed root. */
  | 'changed'
  /** Its bytes are no UTF-8. */
  | 'text'
  /** Not RFC 8785. */
  | 'not-canonical'
  /** JSON, and no entry of an air log. */
  | 'not-entry'
  /** The file ends before it. */
  | 'missing'
  /** It lies after the last one that was signed. */
  | 'extra'
  /** The line of hashes that it belongs to was changed; the entry itself need not be. */
  | 'hashes';

/** Why a time stamp is none for us. */
export type TimeStampFault =
  /** Not the DER of RFC 3161, or too long. */
  | 'unreadable'
  /** About other bytes, or by another hash than SHA-256. */
  | 'imprint'
  /** The answer to another question. */
  | 'nonce'
  /** Signature, certificates or stamped bytes do not hold. */
  | 'signature';

/** Why nothing came back from a witness or an authority. */
export type Silence =
  /** No connection. */
  | 'connection'
  /** Not in time. */
  | 'time'
  /** More than such an answer can be. */
  | 'length'
  /** Something else than such an answer: another status, another type. */
  | 'answer';

/** Why a chain of keys is not followed. */
export type KeyChainFault =
  /** A link does not read. */
  | 'unreadable'
  /** The key that it follows on did not sign it. */
  | 'signature'
  /** A number is left out, or a link does not begin where the one before it ended. */
  | 'gap'
  /** It leads to a key that was replaced before. */
  | 'back'
  /** No link begins with the key that is pinned: it was lost at the centre, or this is another centre's chain. */
  | 'unknown';
