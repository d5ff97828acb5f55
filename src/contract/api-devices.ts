/** How the API answers about the machines at sites: inviting one, its joining, all there are. */
import { z } from 'zod';

export const InviteJson = z.strictObject({
  name: z.string().min(1).max(100).describe('What people call the machine'),
});

export const InvitationJson = z.object({
  code: z.string().describe('Shown once; for one machine'),
  expiresAt: z.string(),
});

export const JOIN_PATH = '/api/v1/site/joins';

export const JoinJson = z.strictObject({
  code: z.string().max(64).describe('As it was typed: capitals, hyphens and blanks do not matter'),
  device: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .describe('Its name in its rows'),
  publicKey: z.base64().length(44).describe('Ed25519, 32 bytes in base64: the machine made it itself'),
  signature: z
    .base64()
    .length(88)
    .describe('By that key over "loa-site-join/1", the code in its printed form and the device, each with a line end'),
});

export const JoinedJson = z.object({
  id: z.string(),
  channel: z.string(),
  device: z.string(),
  token: z.string().describe('Shown once: reads the channel’s schedule and reports what was played'),
  vkey: z.string().describe('The key of the centre’s manifests, to be pinned'),
});

export const DevicesJson = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      channel: z.object({ id: z.string(), name: z.string() }),
      device: z.string(),
      name: z.string(),
      fingerprint: z.string().describe('Of its public key'),
      enrolledAt: z.string(),
      invitedBy: z.string(),
      usedAt: z.string().nullable(),
      revokedAt: z.string().nullable(),
    }),
  ),
});

export const RevokedJson = z.object({ id: z.string() });
