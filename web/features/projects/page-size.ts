/** How many projects the server renders, and each "Show more" adds. */
export const PROJECTS_PAGE_SIZE = 60;
