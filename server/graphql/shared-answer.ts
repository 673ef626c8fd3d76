/** What is told of one event to all who ask the same as the same viewer: executed once, and written out once. */
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';

type Execute = () => ExecutionResult | Promise<ExecutionResult>;

export class SharedAnswer {
  readonly whenMade: Promise<ExecutionResult>;
  #result: ExecutionResult | undefined;
  #json: string | undefined;
  #waiting: (() => void)[] = [];

  constructor(execute: Execute) {
    this.whenMade = resultOf(execute);
    void this.#settle();
  }

  /** As soon as it is made. */
  get result(): ExecutionResult | undefined {
    return this.#result;
  }

  /** Calls back when it is made, which it is not yet. Cheaper than a promise for each of thousands. */
  onceMade(call: () => void): void {
    this.#waiting.push(call);
  }

  async #settle(): Promise<void> {
    this.#result = await this.whenMade;
    for (const call of this.#waiting.splice(0)) call();
  }

  /** @param told as it is told to everybody. */
  json(told: FormattedExecutionResult): string {
    return (this.#json ??= JSON.stringify(told));
  }
}

async function resultOf(execute: Execute): Promise<ExecutionResult> {
  try {
    return await execute();
  } catch (error) {
    return { errors: [new GraphQLError(String(error), { originalError: error as Error })] };
  }
}

/** As long as somebody has the event before them. */
const answers = new WeakMap<object, Map<string, SharedAnswer>>();

/** @param audience names everything that the result depends on besides the event. */
export function sharedAnswer(event: object, audience: string, execute: Execute): SharedAnswer {
  const known = answers.get(event) ?? new Map<string, SharedAnswer>();
  answers.set(event, known);
  const answer = known.get(audience) ?? new SharedAnswer(execute);
  known.set(audience, answer);
  return answer;
}
