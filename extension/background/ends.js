/**
 * Has choices end on time: an alarm wakes the background for the next end, and a timer is there for ends that are nearer
 * than an alarm may be. It decides nothing and forgets nothing; policy.js does.
 *
 * @import { PolicyStore } from './policy.js'
 */

import { coalesce } from './coalesce.js';

const ALARM = 'a choice ends';
/** How near an alarm may be, as Chrome rounds it. */
const NEAREST_ALARM_MS = 30_000;
/** Less than what Chrome lets pass without a call before it stops the background. */
const AWAKE_MS = 20_000;

/** @typedef {{ name: string, scheduledTime: number }} Alarm */
/**
 * @typedef {{
 *   get(name: string): Promise<Alarm | undefined>,
 *   create(name: string, info: { when: number }): Promise<void> | void, clear(name: string): Promise<boolean>,
 *   onAlarm: { addListener(listener: (alarm: Alarm) => void): void },
 * }} Alarms
 */

/**
 * @param {{
 *   alarms: Alarms,
 *   policy: Pick<PolicyStore, 'ready' | 'forgetEnded' | 'nextEnds'>,
 *   now: () => number,
 *   later: (task: () => void, ms: number) => () => void,
 *   onProblem: (error: unknown) => void,
 * }} needs `later` gives what calls it off
 */
export function createEnds({ alarms, policy, now, later, onProblem }) {
  const check = coalesce(checkOnce);
  let callOff = () => {};

  alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void check();
  });

  return {
    /** Forgets what has ended, and sees to what will: at every start and after every change. Never rejects. */
    check,
  };

  async function checkOnce() {
    try {
      await policy.ready;
      await policy.forgetEnded();
      const { normal, privately } = policy.nextEnds();
      await setAlarm(normal);
      callOff();
      const wait = waitFor(normal, privately);
      if (wait !== undefined) callOff = later(() => void check(), wait);
      onProblem(undefined);
    } catch (error) {
      onProblem(error);
    }
  }

  /** @param {number | undefined} when */
  async function setAlarm(when) {
    const alarm = await alarms.get(ALARM);
    if (alarm?.scheduledTime === when) return;
    if (when === undefined) await alarms.clear(ALARM);
    else await alarms.create(ALARM, { when });
  }

  /**
   * Chrome writes alarms to the disk, which must not know of choices in private windows: while one of these has an end,
   * the background stays awake for it, every look at the alarm being a call that keeps it so.
   * @param {number | undefined} normal
   * @param {number | undefined} privately
   */
  function waitFor(normal, privately) {
    const toNormal = normal === undefined ? Number.POSITIVE_INFINITY : normal - now();
    const waits = [];
    if (toNormal <= NEAREST_ALARM_MS) waits.push(toNormal);
    if (privately !== undefined) waits.push(Math.min(privately - now(), AWAKE_MS));
    return waits.length === 0 ? undefined : Math.max(0, Math.min(...waits));
  }
}
