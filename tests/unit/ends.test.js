import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createEnds } from '../../extension/background/ends.js';
import { createEvent, noProblem } from './support.js';

/** @typedef {{ normal: number | undefined, privately: number | undefined }} NextEnds */

/** A browser at the time 0 with alarms and timers, and choices that end. */
function createWorld() {
  const world = {
    time: 0,
    /** @type {{ name: string, scheduledTime: number } | undefined} */
    alarm: undefined,
    created: 0,
    /** @type {Set<{ task: () => void, ms: number }>} */
    timers: new Set(),
    /** @type {NextEnds} */
    ends: { normal: undefined, privately: undefined },
    forgotten: 0,
    /** @type {ReturnType<typeof createEvent<[{ name: string, scheduledTime: number }]>>} */
    onAlarm: createEvent(),
    /** @param {(problem: unknown) => void} [onProblem] */
    start(onProblem = (problem) => problem === undefined || noProblem(problem)) {
      return createEnds({
        alarms: {
          get: async () => world.alarm,
          create(name, { when }) {
            world.created += 1;
            world.alarm = { name, scheduledTime: when };
          },
          async clear() {
            world.alarm = undefined;
            return true;
          },
          onAlarm: world.onAlarm,
        },
        policy: {
          ready: Promise.resolve(),
          async forgetEnded() {
            world.forgotten += 1;
            for (const kind of /** @type {const} */ (['normal', 'privately']))
              if ((world.ends[kind] ?? Number.POSITIVE_INFINITY) <= world.time) world.ends[kind] = undefined;
          },
          nextEnds: () => ({ ...world.ends }),
        },
        now: () => world.time,
        later(task, ms) {
          const timer = { task, ms };
          world.timers.add(timer);
          return () => void world.timers.delete(timer);
        },
        onProblem,
      });
    },
  };
  return world;
}

const HOUR = 3_600_000;

describe('ends of choices', () => {
  for (const { what, ends, alarm, timers } of /** @type {const} */ ([
    { what: 'none', ends: {}, alarm: undefined, timers: [] },
    { what: 'a far one: an alarm', ends: { normal: HOUR }, alarm: HOUR, timers: [] },
    {
      what: 'one nearer than alarms can be: a timer too',
      ends: { normal: 9_000 },
      alarm: 9_000,
      timers: [9_000],
    },
    {
      what: 'a private one: no alarm, which the disk would know of, but staying awake',
      ends: { privately: HOUR },
      alarm: undefined,
      timers: [20_000],
    },
    {
      what: 'a near private one beside a far one',
      ends: { normal: HOUR, privately: 5_000 },
      alarm: HOUR,
      timers: [5_000],
    },
  ]))
    test(`are seen to: ${what}`, async () => {
      const world = createWorld();
      world.ends = { normal: undefined, privately: undefined, ...ends };
      await world.start().check();
      assert.equal(world.alarm?.scheduledTime, alarm);
      assert.deepEqual(
        [...world.timers].map(({ ms }) => ms),
        timers,
      );
    });

  test('that the alarm wakes the background for are forgotten, and the next one gets the alarm', async () => {
    const world = createWorld();
    world.ends.normal = HOUR;
    world.alarm = { name: 'a choice ends', scheduledTime: HOUR };
    world.time = HOUR;
    const ends = world.start();
    world.onAlarm.emit({ name: 'somebody else’s', scheduledTime: HOUR });
    await new Promise((turn) => setImmediate(turn));
    assert.equal(world.forgotten, 0);
    world.onAlarm.emit(world.alarm);
    await new Promise((turn) => setImmediate(turn));
    assert.equal(world.forgotten, 1);
    assert.deepEqual([world.ends.normal, world.alarm], [undefined, undefined]);
    world.ends.normal = 2 * HOUR;
    await ends.check();
    assert.equal(world.alarm?.scheduledTime, 2 * HOUR);
  });

  test('that have an alarm already are not given another', async () => {
    const world = createWorld();
    world.ends.normal = HOUR;
    const ends = world.start();
    await ends.check();
    await ends.check();
    assert.equal(world.created, 1);
  });

  test('have one timer at a time, which looks again', async () => {
    const world = createWorld();
    world.ends.privately = HOUR;
    const ends = world.start();
    await ends.check();
    await ends.check();
    const [timer, ...more] = world.timers;
    assert.ok(timer && more.length === 0);
    const before = world.forgotten;
    world.timers.clear();
    timer.task();
    await new Promise((turn) => setImmediate(turn));
    assert.deepEqual([world.forgotten, world.timers.size], [before + 1, 1]);
  });

  test('that cannot be seen to are told', async () => {
    const world = createWorld();
    world.ends.normal = HOUR;
    /** @type {unknown[]} */
    const problems = [];
    const ends = world.start((problem) => problems.push(problem));
    Object.defineProperty(world, 'alarm', { get: () => assert.fail('no alarms here'), configurable: true });
    await ends.check();
    assert.match(String(problems), /no alarms here/);
  });
});
