/**
 * The file that tells Chromium a policy. It holds for every Chromium of the machine, so it is there only as long as
 * the browser that needs it, and only one test process has it at a time. What the policy says is not known here.
 */

import { once } from 'node:events';
import { linkSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Chromium looks for policies. */
export const POLICIES = '/etc/chromium/policies/managed';

const FILE = join(POLICIES, 'bystander-test.json');

/**
 * Puts a policy in force. If another process has one in force, waits until that is gone.
 * @param {object} policy
 * @returns {Promise<() => void>} how to remove it; it is removed with this process at the latest
 */
export async function putPolicy(policy) {
  const draft = await writeDraft({ ...policy, [OWNER]: process.pid });
  const changes = watch(POLICIES);
  try {
    while (!publish(draft)) await once(changes, 'change');
  } finally {
    changes.close();
    rmSync(draft);
  }
  const remove = () => {
    rmSync(FILE, { force: true });
    process.off('exit', remove);
  };
  process.once('exit', remove);
  return remove;
}

/** A policy that Chromium does not know and passes over: it tells other test processes whose the file is. */
const OWNER = 'BystanderTestProcess';

/**
 * Makes the draft the policy, in one step and whole, unless another is in force.
 * @param {string} draft
 * @returns {boolean} whether it is in force
 */
function publish(draft) {
  try {
    linkSync(draft, FILE);
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const owner = readOwner();
  if (owner === process.pid)
    throw new Error('Only one Chromium with a permanent extension can be open at a time.');
  if (owner && isAlive(owner)) {
    console.error(`Waiting for process ${owner}, which has a Chromium with a permanent extension open.`);
    return false;
  }
  rmSync(FILE, { force: true });
  return publish(draft);
}

/** The process whose policy is in force, if one still is. */
function readOwner() {
  try {
    return Number(JSON.parse(readFileSync(FILE, 'utf8'))[OWNER]);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * Writes a policy beside the directory where it would be in force.
 * @param {object} policy
 * @returns {Promise<string>} its path
 */
async function writeDraft(policy) {
  const path = join(POLICIES, '..', `bystander-test-${process.pid}`);
  try {
    await mkdir(POLICIES, { recursive: true });
    writeFileSync(path, JSON.stringify(policy));
    return path;
  } catch (cause) {
    throw new Error(
      `Chromium keeps an extension over a restart only if a policy in ${POLICIES} installs it, and this user may not write there.`,
      { cause },
    );
  }
}
