import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { blocked, commit, counts, place, TAB, withLoaded } from './ledger-support.js';

describe('the page a request counts on', () => {
  test('starts anew when another page is committed, also at the same address', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.note(place(), blocked('facebook.com'), 'predicted');
      ledger.commit(commit({ documentId: 'doc-2' }));
      assert.deepEqual(counts(ledger), []);
    });
  });

  test('counts late requests on the page they come from, not on the one shown', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.commit(commit({ documentId: 'doc-2', url: 'https://next.example/' }));
      ledger.note(place(), blocked('beacon.example'), 'predicted');
      const keepalive = place({ documentId: undefined, pageUrl: 'https://news.example/' });
      ledger.note(keepalive, blocked('keepalive.example'), 'predicted');
      const frame = place({
        documentId: 'f',
        parentDocumentId: 'doc-1',
        outermost: false,
        pageUrl: undefined,
      });
      ledger.note(frame, blocked('frame.example'), 'predicted');
      assert.deepEqual(counts(ledger), [], 'the page shown');
      ledger.commit(commit());
      assert.deepEqual(
        counts(ledger)?.map(({ site }) => site),
        ['beacon.example', 'keepalive.example', 'frame.example'],
      );
    });
  });

  test('gives a page that comes back its ledger, and remembers whether it was excepted when loaded', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit({ excepted: true }));
      ledger.note(place(), blocked('facebook.com'), 'predicted');
      ledger.commit(commit({ documentId: 'doc-2', url: 'https://next.example/' }));
      ledger.commit(commit({ excepted: false }));
      assert.equal(counts(ledger)?.length, 1);
      assert.equal(ledger.shown(TAB)?.excepted, true);
    });
  });

  test('counts requests of frames on their page, however deep', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      const frame = { outermost: false, pageUrl: undefined };
      ledger.commit(
        commit({ ...frame, url: 'https://f.example/', documentId: 'frame', parentDocumentId: 'doc-1' }),
      );
      const deep = place({ ...frame, documentId: 'deep', parentDocumentId: 'frame' });
      ledger.note(deep, blocked('facebook.com'), 'predicted');
      ledger.note(
        place({ ...frame, documentId: 'deeper', parentDocumentId: 'deep' }),
        blocked('x.com'),
        'predicted',
      );
      assert.deepEqual(
        counts(ledger)?.map(({ site }) => site),
        ['facebook.com', 'x.com'],
      );
      assert.equal(ledger.pageUrl(deep), 'https://news.example/');
    });
  });

  test('a prerendered page counts when it is shown, not before', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.commit(commit({ documentId: 'pre', url: 'https://news.example/next', active: false }));
      ledger.note(place({ documentId: 'pre' }), blocked('facebook.com'), 'predicted');
      assert.deepEqual(counts(ledger), []);
      ledger.commit(commit({ documentId: 'pre', url: 'https://news.example/next' }));
      assert.equal(counts(ledger)?.length, 1);
    });
  });

  test('requests that outrun their page’s commit are not lost', () => {
    return withLoaded(({ ledger }) => {
      ledger.note(place({ documentId: 'empty-before' }), blocked('early.example'), 'predicted');
      ledger.commit(commit());
      ledger.note(place({ documentId: 'empty-before' }), blocked('early.example'), 'confirmed');
      assert.deepEqual(counts(ledger), [{ site: 'early.example', count: 1, confirmed: 1, contradicted: 0 }]);
    });
  });

  test('a frame’s requests wait for the commit of its page, and never count on the page shown before', () => {
    return withLoaded(({ ledger }) => {
      const frame = { outermost: false, pageUrl: undefined };
      ledger.commit(commit());
      ledger.note(
        place({ ...frame, documentId: undefined, parentDocumentId: 'doc-2' }),
        blocked('frame.example'),
        'predicted',
      );
      assert.deepEqual(counts(ledger), [], 'the page before');
      ledger.commit(commit({ documentId: 'doc-2', url: 'https://next.example/' }));
      assert.equal(counts(ledger)?.length, 1);
    });
  });

  test('requests inside a frame wait for the frame’s commit, which names the page', () => {
    return withLoaded(({ ledger }) => {
      const inner = { outermost: false, pageUrl: undefined, documentId: 'inner', parentDocumentId: 'frame' };
      ledger.commit(commit());
      ledger.note(place(inner), blocked('facebook.com'), 'predicted');
      assert.deepEqual(counts(ledger), []);
      assert.equal(ledger.pageUrl(place(inner)), undefined);
      const frame = { outermost: false, documentId: 'frame', parentDocumentId: 'doc-1' };
      ledger.commit(commit({ ...frame, url: 'https://f.example/' }));
      ledger.note(place({ ...inner, parentDocumentId: undefined }), blocked('facebook.com'), 'confirmed');
      assert.deepEqual(counts(ledger), [{ site: 'facebook.com', count: 1, confirmed: 1, contradicted: 0 }]);
    });
  });

  test('a request of a frame that names no document counts nowhere', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.note(
        place({ outermost: false, documentId: undefined, pageUrl: undefined }),
        blocked('facebook.com'),
        'predicted',
      );
      assert.deepEqual(counts(ledger), []);
    });
  });

  const cleaned = /** @type {const} */ ({ ...blocked('news.example'), action: 'clean' });
  /** @param {string} url */
  const navigation = (url, requestId = '1') =>
    place({ documentId: undefined, pageUrl: undefined, navigation: { requestId, url } });

  test('what happens to the request for a page counts on that page, through its redirects', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.note(navigation('https://next.example/?fbclid=1'), cleaned, 'confirmed');
      ledger.navigate(navigation('https://next.example/'));
      assert.deepEqual(counts(ledger), [], 'the page left');
      ledger.commit(commit({ documentId: 'doc-2', url: 'https://next.example/#top' }));
      assert.equal(counts(ledger)?.length, 1);
      ledger.commit(commit({ documentId: 'doc-3', url: 'https://next.example/' }));
      assert.deepEqual(counts(ledger), [], 'only once');
    });
  });

  test('a navigation that ended in a download, or was replaced by another, counts nowhere', () => {
    return withLoaded(({ ledger }) => {
      ledger.note(navigation('https://next.example/file.zip?fbclid=1'), cleaned, 'confirmed');
      ledger.commit(commit({ documentId: 'doc-2', url: 'https://elsewhere.example/' }));
      assert.deepEqual(counts(ledger), [], 'after a download');
      ledger.note(navigation('https://next.example/'), cleaned, 'confirmed');
      ledger.navigate(navigation('https://next.example/', '2'));
      ledger.commit(commit({ documentId: 'doc-3', url: 'https://next.example/' }));
      assert.deepEqual(counts(ledger), [], 'after another navigation');
    });
  });
});
