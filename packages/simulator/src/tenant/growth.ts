import { alertIdOf, alertPlaceOf } from './alert-id.ts';
import { castOf, type Cast } from './cast.ts';
import type { Estate } from './estate.ts';
import { makeEvidence } from './evidence-maker.ts';
import { hostileText } from './hostile.ts';
import type { Alert, Comment, Incident } from './model.ts';
import { Random, seedOf } from './random.ts';
import { STORIES, type Step, type Story } from './stories.ts';
import { databaseTick, DAY, HOUR, MINUTE, SECOND, type Tick } from './tick.ts';

/** Streams of random numbers: what is drawn from one never moves what is drawn from another. */
const HEAD = 1;
const TIME = 2;
const BODY = 3;
const ALERT = 4;
const ALERT_TIME = 5;

const FIRST_ID = 100_001;
const MOST_ALERTS = 12;
const TOTAL_WEIGHT = STORIES.reduce((sum, story) => sum + story.weight, 0);

/** What lists filter and count by; a hundred times cheaper than the whole incident. */
export interface IncidentHead {
  readonly id: number;
  readonly redirect: number | null;
  readonly story: Story;
  readonly alerts: number;
  readonly status: string;
  readonly severity: string;
  readonly classification: string;
  readonly determination: string;
  readonly assignee: string | null;
  readonly cast: Cast;
}

export type BareAlert = Omit<Alert, 'evidence'>;

export interface GrowthPlan {
  readonly incidents: number;
  readonly seed: string;
  /** Nothing grown is newer than this. */
  readonly until: Tick;
}

/**
 * A tenant that is never held: incident `i` and each of its alerts are made from the seed and `i` whenever
 * they are asked for. Creation times rise with `i`.
 */
export class Growth {
  readonly count: number;
  readonly #seed: number;
  readonly #estate: Estate;
  readonly #until: Tick;
  readonly #step: Tick;

  constructor(plan: GrowthPlan, estate: Estate) {
    this.count = plan.incidents;
    this.#seed = seedOf(plan.seed);
    this.#estate = estate;
    this.#until = plan.until;
    // A small tenant covers a month, a large one at most four: about one incident in ten minutes.
    const span = Math.min(Math.max(30 * DAY, plan.incidents * 10 * MINUTE), 120 * DAY);
    this.#step = Math.floor(span / Math.max(1, plan.incidents));
  }

  idOf(index: number): number {
    return FIRST_ID + index;
  }

  indexOf(id: number): number | undefined {
    const index = id - FIRST_ID;
    return Number.isInteger(index) && index >= 0 && index < this.count ? index : undefined;
  }

  /** [created, updated]. Some neighbours share both, and sweeps at the full hour make larger ties. */
  times(index: number): readonly [created: Tick, updated: Tick] {
    if (index % 37 === 5 && index > 0) return this.times(index - 1);
    const random = new Random(this.#seed, TIME, index);
    const start = this.#until - this.#step * (this.count - index);
    const created = databaseTick(start + random.below(Math.max(1, Math.floor(this.#step * 0.9))));
    const room = this.#until - created;
    const delay = Math.min(
      SECOND + random.below(random.chance(0.7) ? 2 * HOUR : 5 * DAY),
      room * random.fraction(),
    );
    const updated = databaseTick(created + delay);
    const hour = Math.ceil(updated / HOUR) * HOUR;
    return [created, random.chance(0.08) && hour <= this.#until ? hour : Math.max(created, updated)];
  }

  head(index: number): IncidentHead {
    const random = new Random(this.#seed, HEAD, index);
    const story = storyAt(random.below(TOTAL_WEIGHT));
    // The one before such a number is never merged itself, so a merge never leads to another merge.
    const redirected = index % 41 === 17;
    const extra = random.chance(0.3) ? random.below(MOST_ALERTS - story.steps.length + 1) : 0;
    const settled = !redirected && random.chance(0.4);
    const [classification, determination] = settled ? story.outcome : (['unknown', 'unknown'] as const);
    const cast = castOf(random, this.#estate);
    return {
      id: this.idOf(index),
      redirect: redirected ? this.idOf(index - 1) : null,
      story,
      alerts: redirected ? 0 : Math.max(1, story.steps.length - random.below(2)) + extra,
      status: redirected
        ? 'redirected'
        : settled && random.chance(0.8)
          ? 'resolved'
          : random.pick(OPEN_STATES),
      severity: redirected ? 'unspecified' : worstOf(story.steps),
      classification,
      determination,
      assignee: settled || random.chance(0.3) ? cast.analyst : null,
      cast,
    };
  }

  incident(index: number): Incident {
    const head = this.head(index);
    const [created, updated] = this.times(index);
    const random = new Random(this.#seed, BODY, index);
    const odd = random.chance(0.03);
    return {
      id: head.id,
      redirect: head.redirect,
      name: odd ? `${head.story.name} ${hostileText(random)}` : head.story.name,
      description: random.chance(0.3) ? null : head.story.summary,
      summary: null,
      resolvingComment: head.status === 'resolved' && random.chance(0.5) ? 'Contained and cleaned.' : null,
      created,
      updated,
      status: head.status,
      severity: head.severity,
      classification: head.classification,
      determination: head.determination,
      assignee: head.assignee,
      tags: random.chance(0.25)
        ? [random.pick(['vip', 'exercise', 'tier 2', 'watch']), `wave ${random.below(9)}`]
        : [],
      systemTags: head.severity === 'high' && random.chance(0.3) ? ['Defender Experts'] : [],
      comments: this.#comments(random, head, created, updated),
      modifiedBy: random.chance(0.4) ? null : 'Microsoft 365 Defender-AlertCorrelation',
      priority: random.chance(0.5) ? null : 1 + random.below(100),
    };
  }

  alertTimes(index: number, position: number): readonly [created: Tick, updated: Tick] {
    const [opened, updated] = this.times(index);
    const random = new Random(this.#seed, ALERT_TIME, index, position);
    if (position === 0) {
      const created = opened - SECOND - random.below(2 * SECOND);
      return [created, Math.max(created, databaseTick(updated))];
    }
    const created = opened + Math.floor((updated - opened) * random.fraction());
    return [created, Math.max(created, databaseTick(created + (updated - created) * random.fraction()))];
  }

  alertId(index: number, position: number): string {
    const step = stepAt(this.head(index).story, position);
    return alertIdOf(step.product, this.alertTimes(index, position)[0], index, position);
  }

  /** Where a grown alert id stands; undefined for one that was not grown here. */
  alertPlace(id: string): readonly [index: number, position: number] | undefined {
    const place = alertPlaceOf(id);
    if (place === undefined) return undefined;
    const [index, position] = place;
    if (index >= this.count || position >= this.head(index).alerts) return undefined;
    return this.alertId(index, position) === id ? place : undefined;
  }

  alert(index: number, position: number): Alert {
    const { bare, evidence } = this.#alertParts(index, position);
    return { ...bare, evidence: evidence() };
  }

  /** What alerts are filtered by: everything but the evidence, which costs most. */
  bareAlert(index: number, position: number): BareAlert {
    return this.#alertParts(index, position).bare;
  }

  #alertParts(index: number, position: number): { bare: BareAlert; evidence: () => Alert['evidence'] } {
    const head = this.head(index);
    const step = stepAt(head.story, position);
    const random = new Random(this.#seed, ALERT, index, position);
    const [created, updated] = this.alertTimes(index, position);
    const resolved = head.status === 'resolved' || random.chance(0.1);
    const status = resolved ? 'resolved' : random.pick(['new', 'new', 'inProgress']);
    const settled = head.classification !== 'unknown' && random.chance(0.7);
    const firstActivity = created - SECOND - random.below(HOUR);
    const stopped = random.chance(0.4);
    const bare: BareAlert = {
      id: alertIdOf(step.product, created, index, position),
      incidentId: head.id,
      product: step.product,
      detection: step.detection,
      detector: random.guid(),
      created,
      updated,
      resolved: resolved ? updated : null,
      firstActivity,
      lastActivity: firstActivity + random.below(created - firstActivity),
      title: random.chance(0.02) ? `${step.title} ${hostileText(random)}` : step.title,
      description: step.description,
      advice: random.chance(0.2)
        ? null
        : 'Look at the timeline of the device.\nReset the password if it was used elsewhere.',
      category: step.category,
      severity: step.severity,
      status,
      classification: settled ? head.classification : null,
      determination: settled ? head.determination : null,
      assignee: random.chance(0.1) ? null : head.assignee,
      investigationId:
        step.product === 'microsoftDefenderForEndpoint' && stopped
          ? 1 + ((index * 7 + position) % 900)
          : null,
      investigation: stopped
        ? random.pick(['successfullyRemediated', 'benign', 'running'])
        : 'unsupportedAlertType',
      actor: head.severity === 'high' && random.chance(0.1) ? 'Crimson Sandstorm' : null,
      threat: step.family === undefined ? null : `Trojan:Win32/${step.family}`,
      family: step.family ?? null,
      techniques: step.techniques,
      comments: [],
      systemTags: [],
    };
    return {
      bare,
      evidence: () => makeEvidence(random, { cast: head.cast, step, at: created, stopped }),
    };
  }

  #comments(random: Random, head: IncidentHead, created: Tick, updated: Tick): Comment[] {
    if (head.assignee === null || !random.chance(0.5)) return [];
    return Array.from({ length: 1 + random.below(2) }, (_, position) => ({
      text: random.chance(0.05) ? hostileText(random) : random.pick(REMARKS),
      author: head.assignee ?? 'API',
      at: created + Math.floor(((updated - created) * (position + 1)) / 3),
    }));
  }
}

const OPEN_STATES = ['active', 'active', 'active', 'inProgress'] as const;
const REMARKS = [
  'Looking into it.',
  'User was called and confirms.',
  'Device isolated, image taken.',
  'Closed: see ticket.',
];
const ORDER = ['informational', 'low', 'medium', 'high'];

function worstOf(steps: readonly Step[]): string {
  return steps
    .map((step) => step.severity)
    .reduce((worst, one) => (ORDER.indexOf(one) > ORDER.indexOf(worst) ? one : worst));
}

function storyAt(weight: number): Story {
  let left = weight;
  for (const story of STORIES) {
    left -= story.weight;
    if (left < 0) return story;
  }
  throw new RangeError('no story of that weight');
}

/** Beyond its last step a story repeats itself on the way: the same detections fire again. */
function stepAt(story: Story, position: number): Step {
  const step = story.steps[position % story.steps.length];
  if (step === undefined) throw new RangeError(`the story "${story.name}" has no steps`);
  return step;
}
