/**
 * A mocha reporter for tools/test.mjs: silent while tests pass, readable when they fail. Counts
 * go to the parent process as they grow.
 */
const SEND_EVERY_MS = 500;

/**
 * @param {import("mocha").Runner} runner
 */
module.exports = function TallyReporter(runner) {
  const totals = { passes: 0, failures: 0, pending: 0 };
  let sentAt = 0;
  const send = () => {
    sentAt = Date.now();
    process.send?.(totals);
  };
  const sendSometimes = () => {
    if (Date.now() - sentAt > SEND_EVERY_MS) send();
  };
  runner.on("pass", () => {
    totals.passes += 1;
    sendSometimes();
  });
  runner.on("pending", () => {
    totals.pending += 1;
  });
  runner.on("fail", (test, error) => {
    totals.failures += 1;
    console.log(`✗ ${test.titlePath().join(" › ")}`);
    console.log(`  ${test.file ?? ""}`);
    console.log(indent(describe(error)));
    send();
  });
  runner.on("end", send);
};

/**
 * @param {unknown} error
 * @returns {string} Message, difference and the part of the stack that is ours.
 */
function describe(error) {
  if (!isError(error)) return JSON.stringify(error);
  // An assertion's message holds the difference already.
  const frames = (error.stack ?? "")
    .slice((error.stack ?? "").indexOf("\n    at ") + 1)
    .split("\n")
    .filter((line) => line.startsWith("    at ") && !/node_modules|node:internal/.test(line));
  return [`${error.name}: ${error.message}`, ...frames.slice(0, 6)].join("\n");
}

/**
 * What a process of its own sends is an error's fields, and no longer an Error.
 *
 * @param {unknown} error
 * @returns {error is Error}
 */
function isError(error) {
  return typeof error === "object" && error !== null && "message" in error && "name" in error;
}

/** @param {string} text */
function indent(text) {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
