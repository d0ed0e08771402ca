/** The trained models of the session that could travel in a link: Python makes their demos. */
import type { RunnerControl } from "../runner";
import type { ModelOffer, SharedModel } from "../share/model_part";
import { costWords } from "./cost";
import { DEMO_TYPE } from "./form";

export async function demoOffers(runner: RunnerControl): Promise<ModelOffer[]> {
  const found = await runner.request("demos", { message: "{}" });
  return (found?.offers ?? []).map(({ widget, precision, description, cost, size }) => ({
    description: costWords(precision, cost) ?? description,
    size,
    make: () => made(runner, JSON.stringify({ widget, precision })),
  }));
}

async function made(runner: RunnerControl, message: string): Promise<SharedModel> {
  const reply = await runner.request("demos", { message });
  if (!reply?.data) throw new Error("Python gave no demo.");
  const bytes = Uint8Array.from(atob(reply.data), (letter) => letter.charCodeAt(0));
  return { bytes, mediaType: DEMO_TYPE, description: reply.description ?? "" };
}
