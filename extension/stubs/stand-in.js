/**
 * Stands in for the script of a network's widgets while it is held back. Pages call such scripts right after they ask
 * for them: without anything there their own code would break, and nobody would be left to make the widgets once the
 * person lets the script load. So what the page calls is kept, in order, and called again on the real thing
 * (background/run-again.js says when). Where the page names the element that is to become a widget, that is marked, for
 * a placeholder to stand there; where it wants to log somebody in, that is said.
 *
 * One file for all: which script it stands for it sees from its own element. It asks nobody anything.
 */
{
  /**
   * `globals`: what the script defines. `ready`: the page's function that it calls when it is there. `places`: calls
   * whose first argument is the element, or the element's id, that becomes a widget, with the widget's name in the
   * catalogue. `logins`: calls that are of no use without the person.
   * @typedef {{ host: string, globals: string[], ready?: string, places?: Record<string, string>, logins?: string[] }} Api
   */
  const VK = Object.fromEntries(
    Object.entries({
      Like: 'like',
      Comments: 'comments',
      Group: 'community',
      Post: 'post',
      Poll: 'poll',
      Subscribe: 'subscribe',
      Recommended: 'recommended',
      ContactUs: 'contact',
      CommunityMessages: 'messages',
      AllowMessagesFromCommunity: 'allow-messages',
      Bookmarks: 'bookmarks',
      Article: 'article',
      Playlist: 'playlist',
      Podcast: 'podcast',
      App: 'app',
      Auth: 'login',
    }).map(([name, widget]) => [`VK.Widgets.${name}`, `vk/${widget}`]),
  );
  /** @type {Api[]} */
  const APIS = [
    { host: 'connect.facebook.net', globals: ['FB'], ready: 'fbAsyncInit', logins: ['FB.login'] },
    {
      host: 'accounts.google.com',
      globals: ['google.accounts'],
      ready: 'onGoogleLibraryLoad',
      places: { 'google.accounts.id.renderButton': 'google/sign-in' },
      logins: [
        'google.accounts.oauth2.initTokenClient.requestAccessToken',
        'google.accounts.oauth2.initCodeClient.requestCode',
      ],
    },
    { host: 'apis.google.com', globals: ['gapi'], places: { 'gapi.signin2.render': 'google/sign-in-older' } },
    {
      host: 'www.youtube.com',
      globals: ['YT'],
      ready: 'onYouTubeIframeAPIReady',
      places: { 'YT.Player': 'youtube/video' },
    },
    { host: 'player.vimeo.com', globals: ['Vimeo'], places: { 'Vimeo.Player': 'vimeo/video' } },
    { host: 'vk.com', globals: ['VK'], ready: 'vkAsyncInit', places: VK },
    { host: 'vk.ru', globals: ['VK'], ready: 'vkAsyncInit', places: VK },
    { host: 'connect.ok.ru', globals: ['OK'] },
    { host: 'player.twitch.tv', globals: ['Twitch'], places: { 'Twitch.Player': 'twitch/player' } },
    {
      host: 'embed.twitch.tv',
      globals: ['Twitch'],
      places: { 'Twitch.Embed': 'twitch/everything', 'Twitch.Player': 'twitch/player' },
    },
    {
      host: 'open.spotify.com',
      globals: [],
      ready: 'onSpotifyIframeApiReady',
      places: { 'SpotifyIframeApi.createController': 'spotify/player' },
    },
    { host: 'w.soundcloud.com', globals: ['SC'] },
  ];

  /** @typedef {{ path: string, target: Call | undefined, steps: string[], args: unknown[], makes: boolean, result?: unknown, again: boolean }} Call */

  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const address = script?.src.split('#', 1)[0] ?? '';
  const api = APIS.find(({ host }) => address.startsWith(`https://${host}/`));
  /** @type {Call[]} */
  const calls = [];
  /** While the page's own function for it runs: the real script will call that by itself. */
  let isReadyCall = false;

  /**
   * Something of the script's that can be called, made new, and asked for what is in it: only a class can be all that.
   * @param {string} path
   * @param {Call} [target] what this is, or is in, if it came of a call
   * @param {string[]} [steps] from there
   * @returns {unknown}
   */
  const record = (path, target, steps = []) =>
    new Proxy(class {}, {
      get(_, key) {
        // It is no text and no list. What waits for it as for a promise waits for the real one.
        if (typeof key === 'symbol') return undefined;
        return record(`${path}.${key}`, target, [...steps, key]);
      },
      set: () => true,
      has: () => true,
      apply: (_, __, args) => keep({ path, target, steps, args, makes: false, again: !isReadyCall }),
      construct: (_, args) => Object(keep({ path, target, steps, args, makes: true, again: !isReadyCall })),
    });

  /** @param {Call} call */
  const keep = (call) => {
    if (api?.logins?.includes(call.path)) {
      document.dispatchEvent(new Event(`bystander login ${address}`));
      return undefined;
    }
    calls.push(call);
    const widget = api?.places?.[call.path];
    if (widget) mark(widget, call.args);
    return record(call.path, call);
  };

  /**
   * @param {string} widget
   * @param {unknown[]} args
   */
  const mark = (widget, [place, options]) => {
    const element = typeof place === 'string' ? document.getElementById(place) : place;
    if (!(element instanceof HTMLElement) || element instanceof HTMLIFrameElement) return;
    const { width, height } = /** @type {{ width?: unknown, height?: unknown }} */ (Object(options));
    element.setAttribute('data-bystander', widget);
    for (const [name, value] of Object.entries({ width, height }))
      if (!element.dataset[name] && /^\d+%?$/.test(`${value}`)) element.dataset[name] = `${value}`;
  };

  /** @param {string} path */
  const ownerOf = (path) => {
    const steps = path.split('.');
    const name = steps.pop() ?? '';
    let owner = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (window));
    for (const step of steps) {
      owner[step] ??= {};
      owner = /** @type {Record<string, unknown>} */ (owner[step]);
    }
    return { owner, name };
  };

  const takeDown = () => {
    for (const path of api?.globals ?? []) {
      const { owner, name } = ownerOf(path);
      if (ours.has(Object(owner[name]))) delete owner[name];
    }
  };

  /** Every call once more, each on what came of the one before. */
  const replay = () => {
    for (const call of calls) {
      if (!call.again) continue;
      try {
        const path = call.target ? call.steps : call.path.split('.');
        const name = path.at(-1) ?? '';
        let owner = call.target ? Object(call.target.result) : window;
        for (const step of path.slice(0, -1)) owner = Object(Reflect.get(Object(owner), step));
        const method = path.length === 0 ? owner : Reflect.get(owner, name);
        if (name === 'then' && typeof method !== 'function')
          Reflect.apply(Object(call.args[0]), undefined, [owner]);
        else if (call.makes) call.result = Reflect.construct(method, call.args);
        else call.result = Reflect.apply(method, owner, call.args);
      } catch (error) {
        // As it would be of the page's own call, the others being made all the same.
        reportError(error);
      }
    }
  };

  /** @type {WeakSet<object>} */
  const ours = new WeakSet();
  const isTaken = (/** @type {string} */ path) => {
    const { owner, name } = ownerOf(path);
    return owner[name] !== undefined;
  };
  if (api && !api.globals.some(isTaken)) {
    for (const path of api.globals) {
      const { owner, name } = ownerOf(path);
      const recorder = /** @type {object} */ (record(path));
      ours.add(recorder);
      owner[name] = recorder;
    }
    document.addEventListener(`bystander again ${address}`, (event) => {
      event.preventDefault();
      takeDown();
    });
    // A page may have the script twice.
    document.addEventListener(`bystander loaded ${address}`, replay, { once: true });
    const ready = api.ready && Reflect.get(window, api.ready);
    if (typeof ready === 'function') {
      // After the page's script is done, as the real one would.
      setTimeout(() => {
        isReadyCall = true;
        try {
          ready(api.host === 'open.spotify.com' ? record('SpotifyIframeApi') : undefined);
        } finally {
          isReadyCall = false;
        }
      });
    }
  }
}
