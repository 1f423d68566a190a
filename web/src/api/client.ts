// Asks the API. Every failure becomes an ApiError whose message can be shown as it is.
import { signal } from "@preact/signals";

const KEY = "belligraph-key";

/** Whether the server wants an API key that we have not got, or refuses ours. */
export const keyNeeded = signal(false);

export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export function keepKey(key: string): void {
  sessionStorage.setItem(KEY, key);
  keyNeeded.value = false;
}

export async function request(path: string, options: RequestInit = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  const key = sessionStorage.getItem(KEY);
  if (key) headers.set("X-API-Key", key);
  let answer: Response;
  try {
    answer = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("The server does not answer. Is it still running?", 0);
  }
  if (answer.status === 401) keyNeeded.value = true;
  if (!answer.ok) throw new ApiError(await readDetail(answer), answer.status);
  return answer;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await request(path, signal ? { signal } : {});
  return (await answer.json()) as T;
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return send<T>("POST", path, body);
}

export async function send<T>(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T> {
  const sent = body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await request(path, { method, ...sent });
  return (answer.status === 204 ? null : await answer.json()) as T;
}

async function readDetail(answer: Response): Promise<string> {
  try {
    const body = (await answer.json()) as { detail?: unknown };
    if (typeof body.detail === "string") return body.detail;
  } catch {
    // An answer that is not JSON comes from a proxy in between; its status is all there is to say.
  }
  return `The server answered ${answer.status} ${answer.statusText}`;
}
