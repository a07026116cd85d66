// What `web-ext` lints. It refuses a configuration of this name when it finds one by itself, so tests/lint.js reads
// this one and hands it over as arguments.

export default {
  sourceDir: 'dist/firefox',
  lint: { warningsAsErrors: true, boring: true },
};
