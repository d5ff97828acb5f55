/** A city of two communes and one that has ended, and people who ask for something there, each really signed in. */
import { must } from '../../src/core/result.ts';
import { whoAsks } from '../../src/operations/accounts/who-asks.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { type SignedInOptions, signedIn } from './credentials.ts';
import { makeWorld, type World } from './world.ts';

const SCHEDULE = `
units:
  - { id: thanh-pho, name: "Thành phố", kind: "thành phố" }
  - { id: xa-a, name: "Xã A", kind: "xã", parent: thanh-pho }
  - { id: ap-a1, name: "Ấp A1", kind: "ấp", parent: xa-a }
  - { id: xa-b, name: "Xã B", kind: "xã", parent: thanh-pho }
  - { id: xa-cu, name: "Xã cũ", kind: "xã", to: 2026-06-30, parent: thanh-pho, succeededBy: [xa-a] }
stations:
  - { id: dai-a, name: "Đài A", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }
  - { id: dai-b, name: "Đài B", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-b }] }
channels:
  - { id: loa-a, name: "Loa xã A", station: dai-a, carrier: loudspeaker, units: [{ unit: xa-a }] }
  - { id: loa-b, name: "Loa xã B", station: dai-b, carrier: loudspeaker, units: [{ unit: xa-b }] }
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
sessions:
  - { id: buoi-a, name: "Buổi A", channels: [loa-a], start: "17:00", maxMinutes: 30, from: 2026-11-01, segments: [{ id: muc-a, title: "Mục A", item: dai-hieu }] }
  - { id: buoi-b, name: "Buổi B", channels: [loa-b], start: "17:00", maxMinutes: 30, from: 2026-11-01, segments: [{ id: muc-b, title: "Mục B", item: dai-hieu }] }
`;

export const makeAccountsWorld = (): Promise<World> => makeWorld({ schedule: SCHEDULE, sounds: { 'dai-hieu.wav': 1 } });

/** Somebody new, signed in now with a second factor just proved, asking. */
export const asking = (ctx: Ctx, options: SignedInOptions): Ctx & { readonly self: string } => {
  const held = signedIn(ctx, { secondFactor: true, ...options });
  return { ...ctx, caller: must(whoAsks(ctx, { kind: 'sign-in', token: held.token })), self: held.id };
};
