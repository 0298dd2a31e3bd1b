import { type GitHubRoute, json, notFound, type RouteCall } from "../answer.ts";
import { describeIssueComment, describeLineComment, type GitHubPull } from "../describe-pull.ts";

/** Comments by their own ids, wherever they were made. */
export const createCommentRoutes = ({ pulls }: { pulls: GitHubPull[] }): GitHubRoute[] => {
  const answer = (isLine: boolean) => (call: RouteCall) => {
    const repository = call.repository(isLine ? "pull_requests" : "issues", "read");
    for (const pull of pulls.filter((each) => each.repository.id === repository.id)) {
      const found = pull.comments.find(
        ({ id, line }) => String(id) === call.params["comment_id"] && (line !== null) === isLine,
      );
      const describe = isLine ? describeLineComment : describeIssueComment;
      if (found !== undefined) return json(200, describe(call.state, pull, found));
    }
    throw notFound();
  };
  const route = (path: string, isLine: boolean): GitHubRoute => ({
    method: "GET",
    path,
    as: "token",
    answer: answer(isLine),
  });
  return [
    route("/repos/{owner}/{repo}/pulls/comments/{comment_id}", true),
    route("/repos/{owner}/{repo}/issues/comments/{comment_id}", false),
  ];
};
