/** Prompts worth trying: short, concrete, each another kind of app. */
export const examplePrompts = [
  {
    title: "Dog groomer",
    prompt: "A booking tool for a dog groomer: customers, their dogs, appointments",
  },
  {
    title: "Bike workshop",
    prompt: "A repair tracker for a bike workshop: customers, bikes, repairs with a status and a due date",
  },
  {
    title: "Tool library",
    prompt: "A lending library for tools: tools, members, and loans with a return date",
  },
  {
    title: "Recipe box",
    prompt: "A recipe box: recipes with ingredients, cooking time and a rating",
  },
] as const;
