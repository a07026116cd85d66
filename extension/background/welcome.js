/**
 * Welcomes a person who has just installed Bystander, with a page in a tab of its own: once, and not where an administrator
 * installed it. What the page says is its own.
 */

const PAGE = '/welcome/welcome.html';

/**
 * @param {{
 *   runtime: {
 *     getURL: (path: string) => string,
 *     onInstalled: { addListener(listener: (details: { reason: string }) => void): void },
 *   },
 *   management: { getSelf(): Promise<{ installType: string }> },
 *   tabs: { create(properties: { url: string }): Promise<unknown> },
 *   onProblem: (error: unknown) => void,
 * }} needs
 */
export function welcomeOnce({ runtime, management, tabs, onProblem }) {
  runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void welcome();
  });

  async function welcome() {
    try {
      const { installType } = await management.getSelf();
      if (installType !== 'admin') await tabs.create({ url: runtime.getURL(PAGE) });
    } catch (error) {
      onProblem(error);
    }
  }
}
