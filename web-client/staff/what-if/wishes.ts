import type { Question } from './api.ts';
import { customPeriod, type Period, type Preset, periodOf } from './period.ts';

/** What the form holds: numbers as what is different, texts as they are typed. */
export interface Wishes {
  readonly preset: Preset;
  readonly from: string;
  readonly to: string;
  readonly agents: number;
  readonly capacity: number;
  /** Per cent more or fewer. */
  readonly demand: number;
  /** Per cent; undefined as it was. */
  readonly deflection: number | undefined;
  /** Minutes by tier; a tier that is absent stays as it is. */
  readonly headStarts: Readonly<Record<string, number>>;
  readonly lesson: string;
  /** Accounts by id; none for everybody. */
  readonly learners: readonly string[];
  readonly atRandom: boolean;
  readonly targetPercent: number;
  readonly targetTier: string;
}

export const UNCHANGED: Wishes = {
  preset: 'hours',
  from: '',
  to: '',
  agents: 0,
  capacity: 0,
  demand: 0,
  deflection: undefined,
  headStarts: {},
  lesson: '',
  learners: [],
  atRandom: false,
  targetPercent: 90,
  targetTier: '',
};

export function changesNothing(wishes: Wishes): boolean {
  return Object.keys(changesOf(wishes)).length === 0;
}

export function periodOfWishes(wishes: Wishes, nowMs: number): ReturnType<typeof customPeriod> {
  return wishes.preset === 'custom'
    ? customPeriod(wishes.from, wishes.to, nowMs)
    : periodOf(wishes.preset, nowMs);
}

/** @param search whether the cheapest change is wanted */
export function questionOf(wishes: Wishes, period: Period, search: boolean): Question {
  return {
    ...period,
    customers: wishes.atRandom ? 'at_random' : 'as_recorded',
    changes: changesOf(wishes),
    ...(search && {
      target: {
        percent: wishes.targetPercent,
        ...(wishes.targetTier !== '' && { tier: wishes.targetTier }),
      },
    }),
  };
}

function changesOf(wishes: Wishes): Question['changes'] {
  const skills = wishes.lesson
    .split(',')
    .map((skill) => skill.trim())
    .filter((skill) => skill !== '');
  return {
    ...(wishes.agents !== 0 && { agents: wishes.agents }),
    ...(wishes.capacity !== 0 && { capacity: wishes.capacity }),
    ...(wishes.demand !== 0 && { demandPercent: 100 + wishes.demand }),
    ...(wishes.deflection !== undefined && { deflectionPercent: wishes.deflection }),
    ...(Object.keys(wishes.headStarts).length > 0 && { headStartMinutes: wishes.headStarts }),
    ...(skills.length > 0 && { teach: { agents: wishes.learners, skills } }),
  };
}
