/** Questions to Python about the session's models. */
import type { RunnerControl } from "../runner";
import type { LookAnswers } from "./graph_types";

export type Problem = { problem: string };

/** Null while a program keeps Python busy. */
export async function look<T extends keyof LookAnswers>(
  runner: RunnerControl,
  what: T,
  options: Record<string, unknown>,
): Promise<LookAnswers[T] | Problem | null> {
  const fields = { what, options: JSON.stringify(options) };
  const answer = await runner.request("look", fields).catch(() => null);
  return answer as LookAnswers[T] | Problem | null;
}

export function isProblem(answer: object): answer is Problem {
  return "problem" in answer;
}
