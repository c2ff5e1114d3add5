// Prints `tests: N passed, N failed, N skipped` from vitest's JSON report, and fails if a test did or none ran.
// Plain CommonJS: it must run on whatever Node started the script.
const { readFileSync } = require('node:fs');

function count(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    const failed = report.numFailedTests;
    return {
      passed: report.numPassedTests,
      // A file that did not load has no failed test of its own, yet the run failed.
      failed: report.success ? failed : Math.max(failed, 1),
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch (error) {
    console.error(`no report of the tests: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const { passed, failed, skipped } = count(process.argv[2]);
console.log(`tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
