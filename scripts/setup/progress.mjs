// What a person sees while they wait: one line a step, with the seconds it took once it took more than one.
const isTerminal = process.stdout.isTTY === true;

const seconds = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;

/** Runs a step that may take long, and says so as soon as it has taken a second. */
export const withProgress = async (text, step) => {
  const startedAt = performance.now();
  let isShown = false;
  const show = () => {
    if (isTerminal) process.stdout.write(`\r${text} … ${seconds(startedAt)}`);
    else if (!isShown) console.log(`${text} …`);
    isShown = true;
  };
  const timer = setInterval(show, 1000);
  try {
    return await step();
  } finally {
    clearInterval(timer);
    if (isShown) console.log(`${isTerminal ? "\r" : ""}${text}: done in ${seconds(startedAt)}`);
  }
};
