import examples from "@octokit/webhooks-examples";

/** Every example payload that GitHub's own libraries are tested with, one for each action of each event and more. */
export const githubExamples = examples.flatMap(({ name, examples: payloads }) =>
  payloads.map((payload) => ({ name, payload })),
);

/** Does it for all of them, 16 at a time. */
export const inTurns = async <Item>(
  items: Item[],
  act: (item: Item, index: number) => Promise<void>,
): Promise<void> => {
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) await act(item, index);
  };
  await Promise.all(Array.from({ length: 16 }, work));
};
