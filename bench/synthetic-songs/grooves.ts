/** Ways of playing that differ in where the weight lies: the variety that a beat tracker has to cope with. */
import type { Groove } from './song-plan.ts'

const fours = {
  house: {
    beatsPerBar: 4,
    drums: { kick: ['X...X...X...X...'], clap: ['....X.......X...'], hat: ['..x...x...x...x.'] },
    bass: { voice: 'sub', rhythm: ['..x...x...x...x.', '..x..xx...x..xx.'] },
    chords: { voice: 'saw', rhythm: ['x..x..x...x..x..'] },
    lead: { voice: 'bell', rhythm: ['x.x...x.x...x...', '....x.x.....x.x.'] },
  },
  techno: {
    beatsPerBar: 4,
    drums: { kick: ['X...X...X...X...'], hat: ['x.X.x.X.x.X.x.X.'], tom: ['...o.....o....o.'] },
    bass: { voice: 'sub', rhythm: ['.xxx.xxx.xxx.xxx'] },
    chords: { voice: 'saw', rhythm: ['...x.....x......'] },
  },
  pop: {
    beatsPerBar: 4,
    drums: {
      kick: ['X.......x.x.....', 'X.....x.x.......'],
      snare: ['....X.......X...'],
      hat: ['x.o.x.o.x.o.x.o.'],
    },
    bass: { voice: 'sub', rhythm: ['x.x.x.x.x.x.x.x.', 'x.....x.x.....x.'] },
    chords: { voice: 'piano', rhythm: ['x.......x.......', 'x...x...x...x...'] },
    lead: { voice: 'voice', rhythm: ['x.x.x...x.x.....', '..x.x.x.x...x...'] },
  },
  rock: {
    beatsPerBar: 4,
    drums: {
      kick: ['X...........X...', 'X.x.....X.x.....', 'X.......X.......'],
      snare: ['....X.......X...'],
      hat: ['X.x.X.x.X.x.X.x.'],
    },
    bass: { voice: 'pluck', rhythm: ['x.x.x.x.x.x.x.x.'] },
    chords: { voice: 'distorted', rhythm: ['x.x.x.x.x.x.x.x.', 'x.....x...x.....'] },
    lead: { voice: 'voice', rhythm: ['x...x.x.x.......', 'x.x.....x.x.x...'] },
  },
  metal: {
    beatsPerBar: 4,
    drums: {
      kick: ['X.xxX.xxX.xxX.xx', 'XxxxXxxxXxxxXxxx', 'X.x.X.x.X.x.X.x.'],
      snare: ['....X.......X...'],
      ride: ['X...X...X...X...', 'X.x.X.x.X.x.X.x.'],
    },
    bass: { voice: 'distorted', rhythm: ['x.xxx.xxx.xxx.xx'] },
    chords: { voice: 'distorted', rhythm: ['X.xxX.xxX.xxx.x.', 'X..x..x.X..x..x.'] },
    lead: { voice: 'distorted', rhythm: ['x.x.x.x.x.x.x.x.'] },
  },
  thrash: {
    beatsPerBar: 4,
    drums: {
      kick: ['X.......X.......', 'X.x.....X.x.....'],
      snare: ['....X.......X...'],
      ride: ['X...X...X...X...'],
    },
    bass: { voice: 'distorted', rhythm: ['x...x...x...x...'] },
    chords: { voice: 'distorted', rhythm: ['X...x...X...x...', 'X.x.x.x.X.x.x.x.'] },
    lead: { voice: 'distorted', rhythm: ['x.......x...x...'] },
  },
  skank: {
    beatsPerBar: 4,
    drums: {
      kick: ['X...X...X...X...', 'X...X...X...X.x.'],
      snare: ['..X...X...X...X.'],
      hat: ['x.x.x.x.x.x.x.x.', 'x...x...x...x...'],
    },
    bass: { voice: 'distorted', rhythm: ['x.x.x.x.x.x.x.x.', 'x...x...x...x...'] },
    chords: { voice: 'distorted', rhythm: ['x.x.x.x.x.x.x.x.', 'X.....x.X.......', 'xxxxxxxxxxxxxxxx'] },
    lead: { voice: 'voice', rhythm: ['x...x...x.......', 'x.x.x.x.x...x...'] },
  },
  doubleBass: {
    beatsPerBar: 4,
    drums: {
      kick: ['XxxxXxxxXxxxXxxx', 'X.xxX.xxX.xxX.xx'],
      snare: ['....X.......X...', '........X.......'],
      ride: ['X...X...X...X...', 'X.......X.......'],
    },
    bass: { voice: 'distorted', rhythm: ['xxxxxxxxxxxxxxxx', 'x.xxx.xxx.xxx.xx'] },
    chords: { voice: 'distorted', rhythm: ['X.......X.......', 'xxxxxxxxxxxxxxxx', 'X..x..x...x.x...'] },
    lead: { voice: 'distorted', rhythm: ['x...x...x...x...', 'x.xxx.xxx.......'] },
  },
  halfTime: {
    beatsPerBar: 4,
    drums: {
      kick: ['X.........x.....', 'X.....x.........'],
      snare: ['........X.......'],
      hat: ['x.x.x.x.x.x.xxx.'],
    },
    bass: { voice: 'sub', rhythm: ['x.........x.....'] },
    chords: { voice: 'bell', rhythm: ['x...............', 'x.....x...x.....'] },
    lead: { voice: 'flute', rhythm: ['x.....x.....x...'] },
  },
  drumAndBass: {
    beatsPerBar: 4,
    drums: {
      kick: ['X.........X.....'],
      snare: ['....X.......X...', '....X..o.o..X..o'],
      hat: ['x.x.x.x.x.x.x.x.'],
    },
    bass: { voice: 'saw', rhythm: ['x.....x...x.....', 'x...............'] },
    chords: { voice: 'strings', rhythm: ['x...............'] },
    lead: { voice: 'flute', rhythm: ['x.......x...x...'] },
  },
  hipHop: {
    beatsPerBar: 4,
    drums: {
      kick: ['X..x......x.....', 'X.....x..xx.....'],
      snare: ['....X.......X...'],
      hat: ['x.x.x.xxx.x.x.x.'],
    },
    bass: { voice: 'sub', rhythm: ['x..x......x.....'] },
    chords: { voice: 'piano', rhythm: ['x.......x.......', 'x..x............'] },
    lead: { voice: 'flute', rhythm: ['..x.x...x.......'] },
  },
  funk: {
    beatsPerBar: 4,
    drums: {
      kick: ['X..x..x...x..x..', 'X.x.......x..x..'],
      snare: ['....X..o.o..X..o'],
      hat: ['xxxxxxxxxxxxxxxx'],
    },
    bass: { voice: 'pluck', rhythm: ['x..x..x...x.xx.x'] },
    chords: { voice: 'pluck', rhythm: ['..x..x....x..x..'] },
    lead: { voice: 'saw', rhythm: ['x..x..x.......x.'] },
  },
  reggae: {
    beatsPerBar: 4,
    drums: { kick: ['........X.......'], snare: ['........x.......'], hat: ['x.x.x.x.x.x.x.x.'] },
    bass: { voice: 'sub', rhythm: ['x..x..x.x...x...'] },
    chords: { voice: 'organ', rhythm: ['..X...X...X...X.'] },
    lead: { voice: 'voice', rhythm: ['x...x.x.....x...'] },
  },
  disco: {
    beatsPerBar: 4,
    drums: { kick: ['X...X...X...X...'], snare: ['....X.......X...'], hat: ['x.X.x.X.x.X.x.X.'] },
    bass: { voice: 'pluck', rhythm: ['x.x.x.x.x.x.x.x.'], walks: true },
    chords: { voice: 'strings', rhythm: ['x...............'] },
    lead: { voice: 'voice', rhythm: ['x.x.x.x.x.......'] },
  },
  country: {
    beatsPerBar: 4,
    drums: { kick: ['X...X...X...X...'], snare: ['oxXxoxXxoxXxoxXx'] },
    bass: { voice: 'pluck', rhythm: ['x.......x.......', 'x...x...x...x...'], walks: true },
    chords: { voice: 'pluck', rhythm: ['..x.x.x...x.x.x.', '....x.......x...'] },
    lead: { voice: 'voice', rhythm: ['x.x.x.x.x...x...'] },
  },
  bossa: {
    beatsPerBar: 4,
    drums: { kick: ['x.....xxx.....xx'], shaker: ['x.o.x.o.x.o.x.o.'], tom: ['x..x..x...x..x..'] },
    bass: { voice: 'pluck', rhythm: ['x.....xxx.....x.'], walks: true },
    chords: { voice: 'pluck', rhythm: ['x..x..x...x..x..', '..x...x..x..x...'] },
    lead: { voice: 'flute', rhythm: ['x...x.x...x.....'] },
  },
} as const satisfies Record<string, Groove>

const swung = {
  swing: {
    beatsPerBar: 4,
    drums: { ride: ['X...X.x.X...X.x.'], hat: ['....x.......x...'], kick: ['o...o...o...o...'] },
    bass: { voice: 'pluck', rhythm: ['x...x...x...x...'], walks: true },
    chords: { voice: 'piano', rhythm: ['x.....x.........', '..x.........x...'] },
    lead: { voice: 'flute', rhythm: ['x.x.x.x...x.x...', '..x.x.x.x.......'] },
  },
  shuffle: {
    beatsPerBar: 4,
    drums: { kick: ['X.....X.....'], snare: ['...X.....X..'], hat: ['x.xx.xx.xx.x'] },
    bass: { voice: 'pluck', rhythm: ['x.xx.xx.xx.x', 'x..x..x..x..'], walks: true },
    chords: { voice: 'organ', rhythm: ['x.xx.xx.xx.x', '...x.....x..'] },
    lead: { voice: 'saw', rhythm: ['x.x..xx.....'] },
  },
  slowTriplets: {
    beatsPerBar: 4,
    drums: { kick: ['X.....X.....'], snare: ['...X.....X..'], hat: ['xxxxxxxxxxxx'] },
    bass: { voice: 'sub', rhythm: ['x....xx....x'] },
    chords: { voice: 'piano', rhythm: ['xxxxxxxxxxxx'] },
    lead: { voice: 'voice', rhythm: ['x..x.xx.....'] },
  },
  sixEight: {
    beatsPerBar: 2,
    drums: { kick: ['X.....', 'X....x'], snare: ['...X..'], hat: ['xxxxxx'] },
    bass: { voice: 'pluck', rhythm: ['x..x..', 'x....x'] },
    chords: { voice: 'pluck', rhythm: ['xxxxxx'], broken: true },
    lead: { voice: 'voice', rhythm: ['x.xx..', 'x.....'] },
  },
} as const satisfies Record<string, Groove>

const threes = {
  waltz: {
    beatsPerBar: 3,
    drums: {},
    bass: { voice: 'pluck', rhythm: ['x.....'] },
    chords: { voice: 'strings', rhythm: ['..x.x.'] },
    lead: { voice: 'flute', rhythm: ['x.....', 'x.x.x.', 'x...x.'] },
  },
  folkWaltz: {
    beatsPerBar: 3,
    drums: { kick: ['X.....'], shaker: ['o.x.x.'] },
    bass: { voice: 'pluck', rhythm: ['x.....'] },
    chords: { voice: 'pluck', rhythm: ['..x.x.', 'x.xxx.'] },
    lead: { voice: 'voice', rhythm: ['x...x.', 'x.x.x.'] },
  },
  rockWaltz: {
    beatsPerBar: 3,
    drums: { kick: ['X.....', 'X..x..'], snare: ['..x.x.', '....X.'], hat: ['x.x.x.', 'xxxxxx'] },
    bass: { voice: 'pluck', rhythm: ['x.x.x.', 'x.....'] },
    chords: { voice: 'distorted', rhythm: ['x.....', 'x.x.x.'] },
    lead: { voice: 'voice', rhythm: ['x...x.'] },
  },
} as const satisfies Record<string, Groove>

const drumless = {
  pianoPop: {
    beatsPerBar: 4,
    drums: {},
    bass: { voice: 'piano', rhythm: ['x.......x.......'] },
    chords: { voice: 'piano', rhythm: ['x...x...x...x...', 'x.x.x.x.x.x.x.x.'] },
    lead: { voice: 'voice', rhythm: ['x.x.x...x.......', '..x.x.x.x...x...'] },
  },
  pianoSolo: {
    beatsPerBar: 4,
    drums: {},
    bass: { voice: 'piano', rhythm: ['x.......x.......', 'x...............'] },
    chords: { voice: 'piano', rhythm: ['..x.x.x...x.x.x.', 'x.x.x.x.x.x.x.x.'], broken: true },
    lead: { voice: 'piano', rhythm: ['x.......x...x...', 'x...x...x.......'] },
  },
  fingerpicking: {
    beatsPerBar: 4,
    drums: {},
    bass: { voice: 'pluck', rhythm: ['x.......x.......'] },
    chords: { voice: 'pluck', rhythm: ['x.x.x.x.x.x.x.x.'], broken: true },
    lead: { voice: 'voice', rhythm: ['x...x.x.........'] },
  },
  hymn: {
    beatsPerBar: 4,
    drums: {},
    bass: { voice: 'organ', rhythm: ['x...x...x...x...'] },
    chords: { voice: 'organ', rhythm: ['x...x...x...x...'] },
    lead: { voice: 'organ', rhythm: ['x...x...x...x...', 'x...x.x.x.......'] },
  },
  arpeggio: {
    beatsPerBar: 4,
    drums: {},
    bass: { voice: 'sub', rhythm: ['x...............'] },
    chords: { voice: 'bell', rhythm: ['xxxxxxxxxxxxxxxx'], broken: true },
    lead: { voice: 'strings', rhythm: ['x.......x.......'] },
  },
  strings: {
    beatsPerBar: 4,
    drums: {},
    bass: { voice: 'strings', rhythm: ['x.......x.......'] },
    chords: { voice: 'strings', rhythm: ['x.x.x.x.x.x.x.x.', 'x...x...x...x...'] },
    lead: { voice: 'strings', rhythm: ['x...x...x.x.x...', 'x.....x.x.......'] },
  },
} as const satisfies Record<string, Groove>

/** Every groove by its name. */
export const grooves = { ...fours, ...swung, ...threes, ...drumless }

/** The name of a groove. */
export type GrooveName = keyof typeof grooves
