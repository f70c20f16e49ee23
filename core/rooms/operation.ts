/** What a member asks of a room. Each carries an id of its sender's, so that one that is sent again counts once. */
import { z } from 'zod'
import { isNameable } from '../language/showable.ts'
import { Id, longestSongSeconds } from '../queue/entry.ts'
import { Role, RoomStatus } from './event.ts'
import { RoomSettingsPatch } from './settings.ts'

/** A name that people see, on one line. */
export const DisplayName = z
  .string()
  .trim()
  .min(1, 'a name has at least one character')
  .max(40, 'a name has at most 40 characters')
  .refine(isNameable, 'a name has something to see, and no hidden signs')

/** What is asked for, by its kind. */
export const Wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), songId: Id }),
  z.object({ kind: z.literal('remove'), entryId: Id }),
  /** To right behind another entry as the mover sees the queue; null for the front. */
  z.object({ kind: z.literal('move'), entryId: Id, afterId: Id.nullable() }),
  z.object({ kind: z.literal('vote'), entryId: Id, isFor: z.boolean() }),
  /** Ahead of the rule, by a guest's small allowance. */
  z.object({ kind: z.literal('boost'), entryId: Id }),
  /** Begins the next song where none plays, else goes on after a pause. */
  z.object({ kind: z.literal('play') }),
  z.object({ kind: z.literal('pause') }),
  z.object({
    kind: z.literal('seek'),
    entryId: Id,
    positionSeconds: z.number().min(0).max(longestSongSeconds),
  }),
  /** Names the song that is meant, so that two who skip at once skip one song. */
  z.object({ kind: z.literal('skip'), entryId: Id }),
  z.object({ kind: z.literal('vote-skip'), entryId: Id, isFor: z.boolean() }),
  /** A player cannot get or decode the song. */
  z.object({ kind: z.literal('report-unplayable'), entryId: Id }),
  z.object({ kind: z.literal('change-settings'), patch: RoomSettingsPatch }),
  z.object({ kind: z.literal('set-fallback'), songIds: z.array(Id).max(500) }),
  z.object({ kind: z.literal('set-status'), status: RoomStatus }),
  z.object({ kind: z.literal('rotate-code') }),
  z.object({ kind: z.literal('name-room'), name: DisplayName }),
  z.object({ kind: z.literal('name-self'), name: DisplayName }),
  z.object({ kind: z.literal('give-role'), memberId: Id, role: Role }),
  z.object({ kind: z.literal('mute'), memberId: Id, isMuted: z.boolean() }),
  z.object({ kind: z.literal('kick'), memberId: Id }),
  z.object({ kind: z.literal('ban'), memberId: Id }),
  z.object({ kind: z.literal('readmit'), memberId: Id }),
  /** Takes back one event of the log, where that can still be done. */
  z.object({ kind: z.literal('undo'), seq: z.number().int().min(1) }),
])

/** See the schema `Wish`. */
export type Wish = z.output<typeof Wish>

/** A wish and the id its sender gave it. */
export const Operation = z.object({ id: Id, wish: Wish })

/** See the schema `Operation`. */
export type Operation = z.output<typeof Operation>

/** Why an operation was refused: stable, for programs. The sentence beside it is for people. */
export const RefusedCode = z.enum([
  'not-allowed',
  'muted',
  'sent-away',
  'room-closed',
  'entry-gone',
  'song-gone',
  'song-not-found',
  'already-over',
  'duplicate-song',
  'too-many-waiting',
  'slow-down',
  'queue-full',
  'nothing-to-play',
  'member-not-found',
  'cannot-undo',
  'not-understood',
])

/** See the schema `RefusedCode`. */
export type RefusedCode = z.output<typeof RefusedCode>
